/** How DataFramer behaves. */
export interface DataFramerBehaviour {
	/** How many times it says 202 at least. */
	pendingAnswers: number;
	buildMilliseconds: number;
	/** Life of a presigned link. */
	linkSeconds: number;
	/** How long the run in progress takes, from its first being asked about. */
	runMilliseconds: number;
	/** Files that the archive lacks, though the run lists them. */
	lostFiles: number;
	/** Bytes that are announced beside those that there are. */
	surplusBytes: number;
}

export function usualBehaviour(): DataFramerBehaviour {
	return {
		pendingAnswers: 2,
		buildMilliseconds: 2000,
		linkSeconds: 3600,
		runMilliseconds: 3000,
		lostFiles: 0,
		surplusBytes: 0,
	};
}
