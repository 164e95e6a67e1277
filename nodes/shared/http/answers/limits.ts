const KIB = 1024;
const MIB = 1024 * KIB;

/** How large an answer may be, counted after any content coding, and how much may be in it once it is parsed. */
export interface AnswerLimit {
	bytes: number;
	/** Values in the JSON: each costs memory many times what it costs on the wire (`{},` is three bytes, and 60 in memory). */
	values: number;
	/** Levels of the JSON. */
	depth: number;
}

/** A token or a ticket is a line. Keycloak's longest, with hundreds of roles, has 40 KiB. */
export const TOKEN: AnswerLimit = { bytes: 64 * KIB, values: 1_000, depth: 10 };

/** A state, a link, an order: a few facts. The largest is a run of Gumloop with its log. */
export const STATUS: AnswerLimit = { bytes: 2 * MIB, values: 50_000, depth: 50 };

/** A list that comes whole, for a picker: fifty thousand runs of DataFramer take 25 MB, with sixteen values each. */
export const LIST: AnswerLimit = { bytes: 32 * MIB, values: 1_000_000, depth: 50 };

/** Of an answer that says why not, the beginning is enough. */
export const REFUSED_BYTES = 16 * KIB;
