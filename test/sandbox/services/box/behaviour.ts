/** How Box behaves. */
export interface BoxBehaviour {
	/** How long a content link waits for its one visitor. */
	linkSeconds: number;
	/** What the status tells after the last byte. */
	skippedFiles: number;
	skippedFolders: number;
	/** Files that the archive lacks, though the status counts them. */
	lostFiles: number;
	outcome: 'succeeded' | 'failed';
	/** How many things its lists tell of, made up and in place of what is there; null for what is there. */
	listed: number | null;
}

export function usualBehaviour(): BoxBehaviour {
	return {
		linkSeconds: 10,
		skippedFiles: 0,
		skippedFolders: 0,
		lostFiles: 0,
		outcome: 'succeeded',
		listed: null,
	};
}
