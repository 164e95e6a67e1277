/**
 * What was refused, as one word that stays the same from version to version: workflows may branch on it, since it stands in
 * error items and in the error's context. Words may change, these may not. The comments at
 * them become the table in docs/troubleshooting.md (`npm run derive`).
 */
export type RefusalCode =
	/** Somebody ended the job on the service. Ask for the archive again. */
	| 'ARCHIVE_CANCELLED'
	/** What came after a break differs from what had arrived before it. Run the node again. Services that pack anew for each request do this when files change meanwhile. */
	| 'ARCHIVE_CHANGED'
	/** The archive ends before its end. Run the node again; if it stays so, ask for the archive anew. */
	| 'ARCHIVE_CUT_SHORT'
	/** A checksum, a length or the directory of the archive does not fit its content. Have the service build it again. If it comes out the same, ask whoever makes it. */
	| 'ARCHIVE_DAMAGED'
	/** The service no longer has the archive. Ask for it again, and download it sooner. */
	| 'ARCHIVE_EXPIRED'
	/** The service could not make the archive, for the reason in the message. Put that right, then ask again. */
	| 'ARCHIVE_FAILED'
	/** The service is still making it. Put Wait For Archive before the node. */
	| 'ARCHIVE_NOT_READY'
	/** The job has not moved for as long as *Stuck After* says. Ask for the archive again, or allow more time. */
	| 'ARCHIVE_STUCK'
	/** The archive is encrypted, split, or packed in a way that is not read here. Exclude the file, choose *Leave Out* in Unreadable Files, or use Download ZIP. */
	| 'ARCHIVE_UNSUPPORTED'
	/** The address in the credential can't be used, or leads to another application. Enter the one that the message asks for. */
	| 'BAD_ADDRESS'
	/** The certificate of the server is not trusted. Make its authority known to n8n with NODE_EXTRA_CA_CERTS; *Ignore SSL Issues* in the credential is the last resort. */
	| 'BAD_CERTIFICATE'
	/** The item does not say which archive is meant, or belongs to another service. Connect the node to Create Archive or Wait For Archive. */
	| 'BAD_HANDLE'
	/** A field of the node holds what can't be used. Correct the field that the message names. */
	| 'BAD_INPUT'
	/** The service sends the request to a place that the sign-in is not for. Enter the exact address in the credential. */
	| 'BAD_REDIRECT'
	/** The connection broke, and going on did not help. Run the node again, or turn on Retry On Fail. */
	| 'CONNECTION_LOST'
	/** The archive holds less than the service announced. Ask for it again, or set *Incomplete Archives* to Tell. */
	| 'FILES_MISSING'
	/** One of the limits in the options, or of the service, was passed. Raise it if you trust the archive, or ask for less. */
	| 'LIMIT_EXCEEDED'
	/** What came is a web page, a text or something else, but no ZIP. Check the values of the node and the address in the credential. Some services send a single file as it is: ask for more than one. */
	| 'NOT_A_ZIP'
	/** The account has no right to it. Ask for access, or use another credential. */
	| 'NOT_ALLOWED'
	/** The service does not know it. Check the id, and that the account may see it. */
	| 'NOT_FOUND'
	/** A proxy between n8n and the service refused the request. Ask whoever runs the proxy. */
	| 'PROXY_REFUSED'
	/** n8n's own protection against requests to internal addresses blocked it. Allow the address in the settings of n8n if it is meant. */
	| 'REQUEST_BLOCKED'
	/** The service did not accept the request, for the reason in the message. Check the values of the node. */
	| 'SERVICE_REFUSED'
	/** The service can't answer just now. Run the node later, or turn on Retry On Fail. */
	| 'SERVICE_UNAVAILABLE'
	/** The service did not accept the sign-in. Open the credential and check its values. */
	| 'SIGN_IN_REFUSED'
	/** The time that you allowed is over: *Timeout*, or *Longest Transfer*. Allow more, or choose *Send to "Preparing"*. */
	| 'TIME_IS_UP'
	/** The answer came in tens of thousands of tiny pieces at once, and reading it would have held up n8n. Look for a proxy on the way that cuts answers up. */
	| 'TOO_MANY_PIECES'
	/** The service wants fewer requests. Run the node later, or with fewer items at a time. */
	| 'TOO_MANY_REQUESTS'
	/** The transfer stood still, or was slower than *Least Speed*. Run it again, or allow more in the options. */
	| 'TRANSFER_TOO_SLOW'
	/** The service answered with something that it does not send as a rule: often a page of a proxy. Check the address in the credential, then run the node again. */
	| 'UNEXPECTED_ANSWER'
	/** There is no way to the server: its name, its port or the network. Check the address, and that n8n can reach it. */
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

/** An archive item that was changed on its way, or that somebody wrote. */
export function badItem(message: string): Refusal {
	return new Refusal(message, 'Use the item as Create Archive gave it out.', { code: 'BAD_HANDLE' });
}
