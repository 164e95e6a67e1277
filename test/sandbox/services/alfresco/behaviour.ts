/** How the repository behaves. */
export interface AlfrescoBehaviour {
	/** From PENDING to DONE. */
	buildMilliseconds: number;
	/** `download.maxContentSize`, bytes before compression. */
	maxContentSize: number;
}

export function usualBehaviour(): AlfrescoBehaviour {
	return { buildMilliseconds: 3000, maxContentSize: 2_152_852_358 };
}
