/** How the repository behaves. */
export interface AlfrescoBehaviour {
	/** From PENDING to DONE. */
	buildMilliseconds: number;
	/** `download.maxContentSize`, bytes before compression. */
	maxContentSize: number;
	/** How many things its lists tell of, made up and in place of what is there; null for what is there. */
	listed: number | null;
}

export function usualBehaviour(): AlfrescoBehaviour {
	return { buildMilliseconds: 3000, maxContentSize: 2_152_852_358, listed: null };
}
