/** How DataFramer behaves. */
export interface DataFramerBehaviour {
	/** How many times it says 202 at least. */
	pendingAnswers: number;
	buildMilliseconds: number;
	/** Life of a presigned link. */
	linkSeconds: number;
	/** How long the run in progress takes, from its first being asked about. */
	runMilliseconds: number;
	/** How many things its lists tell of, made up and in place of what is there; null for what is there. */
	listed: number | null;
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
		listed: null,
		lostFiles: 0,
		surplusBytes: 0,
	};
}
