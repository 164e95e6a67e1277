/** How the repository behaves. */
export interface AlfrescoBehaviour {
	/** From PENDING to DONE. */
	buildMilliseconds: number;
	/** `download.maxContentSize`, bytes before compression. */
	maxContentSize: number;
	/** How many things its lists tell of, made up and in place of what is there; null for what is there. */
	listed: number | null;
	/** Files whose content is gone: the packer counts them beforehand, and passes them over. */
	unreadableFiles: number;
	/** Files that the archive lacks, though nobody says so. */
	lostFiles: number;
}

export function usualBehaviour(): AlfrescoBehaviour {
	return {
		buildMilliseconds: 3000,
		maxContentSize: 2_152_852_358,
		listed: null,
		unreadableFiles: 0,
		lostFiles: 0,
	};
}
