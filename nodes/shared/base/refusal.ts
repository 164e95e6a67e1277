/** Facts about a refusal beside its words. */
export interface RefusalFacts {
	/** HTTP status of the answer; null when no answer came. */
	status?: number | null;
	/** The service's own code for what happened. */
	code?: string | null;
}

/**
 * Something did not go through, in the user's words: `message` says what happened, `description` what to do.
 * The item loop turns it into the n8n error that names the item.
 */
export class ServiceRefusal extends Error {
	override readonly name = 'ServiceRefusal';

	readonly status: number | null;

	readonly code: string | null;

	constructor(
		message: string,
		readonly description: string,
		{ status = null, code = null }: RefusalFacts = {},
	) {
		super(message);
		this.status = status;
		this.code = code;
	}
}
