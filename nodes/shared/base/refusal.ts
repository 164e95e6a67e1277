/**
 * What was refused, as one word that stays the same from version to version: workflows may branch on it, since it stands in
 * error items and in the error's context. Words may change, these may not. docs/troubleshooting.md lists them.
 */
export type RefusalCode =
	| 'ARCHIVE_CANCELLED'
	| 'ARCHIVE_CHANGED'
	| 'ARCHIVE_CUT_SHORT'
	| 'ARCHIVE_DAMAGED'
	| 'ARCHIVE_EXPIRED'
	| 'ARCHIVE_FAILED'
	| 'ARCHIVE_NOT_READY'
	| 'ARCHIVE_STUCK'
	| 'ARCHIVE_UNSUPPORTED'
	| 'BAD_ADDRESS'
	| 'BAD_CERTIFICATE'
	| 'BAD_HANDLE'
	| 'BAD_INPUT'
	| 'BAD_REDIRECT'
	| 'CONNECTION_LOST'
	| 'FILES_MISSING'
	| 'LIMIT_EXCEEDED'
	| 'NOT_A_ZIP'
	| 'NOT_ALLOWED'
	| 'NOT_FOUND'
	| 'PROXY_REFUSED'
	| 'REQUEST_BLOCKED'
	| 'SERVICE_REFUSED'
	| 'SERVICE_UNAVAILABLE'
	| 'SIGN_IN_REFUSED'
	| 'TIME_IS_UP'
	| 'TOO_MANY_REQUESTS'
	| 'TRANSFER_TOO_SLOW'
	| 'UNEXPECTED_ANSWER'
	| 'UNREACHABLE';

/** Facts about a refusal beside its words. */
export interface RefusalFacts {
	code?: RefusalCode;
	/** HTTP status of the answer; null when no answer came. */
	status?: number | null;
	/** The service's own code for what happened, or the network's. */
	serviceCode?: string | null;
	/** Seconds after which the service wants to be asked again; null where it did not say. */
	retryAfter?: number | null;
	/** Whether every foreign word in it has been through the transport. Cleaning it twice would cut out our own words. */
	clean?: boolean;
}

/**
 * Something did not go through, in the user's words: `message` says what happened, `description` what to do.
 * The item loop turns it into the n8n error that names the item.
 */
export class Refusal extends Error {
	override readonly name: string = 'Refusal';

	readonly code: RefusalCode;

	readonly status: number | null;

	readonly serviceCode: string | null;

	readonly retryAfter: number | null;

	readonly clean: boolean;

	constructor(
		message: string,
		readonly description: string,
		facts: RefusalFacts = {},
	) {
		super(message);
		this.code = facts.code ?? 'BAD_INPUT';
		this.status = facts.status ?? null;
		this.serviceCode = facts.serviceCode ?? null;
		this.retryAfter = facts.retryAfter ?? null;
		this.clean = facts.clean ?? false;
	}
}
