/** How Gumloop behaves. */
export interface GumloopBehaviour {
	/** How long the queued and running flow runs take, from their first being asked about. */
	runMilliseconds: number;
	/** Files that an archive lacks, though they were asked for. */
	lostFiles: number;
}

export function usualBehaviour(): GumloopBehaviour {
	return { runMilliseconds: 3000, lostFiles: 0 };
}
