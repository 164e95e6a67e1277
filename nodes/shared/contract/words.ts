/** An answer that is none of those that were hoped for. */
export interface Refused {
	/** HTTP status */
	status: number;
	/** The service's own code, empty when it gave none. */
	code: string;
	/** The service's own words, cleaned and short; empty when it gave none. */
	words: string;
}

/** What happened, and what to do about it. */
export interface Words {
	message: string;
	description: string;
}

/** Says what happened and what to do. Undefined leaves the words to the transport's table of statuses. */
export type Explain = (refused: Refused) => Words | undefined;

/**
 * Where a service keeps its own code and words in the body of a refused answer. Undefined, or a part left out, leaves it to
 * the general guess (`code`, `error`, `message`, … at the top or below `error`).
 */
export type WordsIn = (
	body: Readonly<Record<string, unknown>>,
) => { code?: string; words?: string } | undefined;
