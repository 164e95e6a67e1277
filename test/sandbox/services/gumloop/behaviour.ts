/** How Gumloop behaves. */
export interface GumloopBehaviour {
	/** How long the queued and running flow runs take, from their first being asked about. */
	runMilliseconds: number;
	/** How many things its lists tell of, made up and in place of what is there; null for what is there. */
	listed: number | null;
	/** Files that an archive lacks, though they were asked for. */
	lostFiles: number;
}

export function usualBehaviour(): GumloopBehaviour {
	return { runMilliseconds: 3000, listed: null, lostFiles: 0 };
}
