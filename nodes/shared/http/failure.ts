import type { ForeignValue } from '../contract/api';
import type { Refusal } from '../base/refusal';

/** No answer came, or n8n keeps it to itself: `status` is set when one came, `code` is the network's word for it. */
export interface NoAnswer {
	status: number | null;
	code: string | null;
	/** Port that a connection was refused at; it tells a proxy from the service. */
	port?: number;
	/** Seconds that were waited for the first byte, where that was too long. */
	silentFor?: number;
	/** What the sign-in service answered, where n8n's own OAuth2 client could do nothing with it. */
	tokenStatus?: number;
	/** The address of the sign-in service, where it was that one which gave no answer, or none that helps. */
	tokenUrl?: string;
	/** What a credential that fetches its own token said of why it got none. */
	told?: Pick<Refusal, 'message' | 'description'>;
}

/** Our code for a request that n8n's own protection did not let out. */
export const BLOCKED_BY_N8N = 'SSRF_BLOCKED';
/** Our code for a proxy that ends the connection when it is asked for one (`CONNECT`). */
export const PROXY_CLOSED = 'PROXY_CLOSED';

/** An error may be wrapped a few times; a cause that leads back to itself ends here too. */
const DEEPEST = 8;

/** Reads the facts out of whatever n8n throws: axios's error, or its own with that one as the cause. */
export function readFailure(failure: ForeignValue): NoAnswer {
	const facts: NoAnswer = { status: null, code: null };
	for (let error = failure, depth = 0; isRecord(error) && depth < DEEPEST; error = error.cause, depth++) {
		readOne(error, facts);
	}
	if (facts.code === null && facts.status === null && isRecord(failure)) facts.code = codeIn(failure.message);
	return facts;
}

function readOne(error: Record<string, unknown>, facts: NoAnswer): void {
	// By its name: between the credential that threw it and us, n8n may have made a copy of it.
	if (error.name === 'Refusal') {
		facts.told ??= { message: String(error.message), description: String(error.description) };
		facts.status ??= statusOf(error.status);
		return;
	}
	// Our own requests are for streams, all of them.
	if (isRecord(error.config) && error.config.responseType !== 'stream')
		facts.tokenUrl ??= String(error.config.url);
	if (isRecord(error.response)) {
		facts.status ??= statusOf(error.response.status);
		if (facts.tokenUrl !== undefined && facts.status !== null) facts.tokenStatus = facts.status;
		destroy(error.response.data);
	}
	facts.status ??= statusOf(error.httpCode);
	if (isBlocked(error)) facts.code = BLOCKED_BY_N8N;
	if (typeof error.message === 'string' && error.message.startsWith('Proxy connection ended'))
		facts.code = PROXY_CLOSED;
	// The inner code says more: axios calls most of what happens ERR_NETWORK or ERR_BAD_RESPONSE.
	if (
		typeof error.code === 'string' &&
		(facts.code === null || facts.code.startsWith('ERR_BAD') || facts.code === 'ERR_NETWORK')
	)
		facts.code = error.code.slice(0, 60);
	if (typeof error.port === 'number') facts.port ??= error.port;
	const status = error.code === 'ESTATUS' ? statusOf(error.status) : busyStatus(error);
	if (status !== null) {
		facts.tokenStatus = status;
		facts.status = status;
	} else if (refusesToken(error)) facts.status ??= 401;
}

/** Nobody will read the body of an answer that was thrown, and unread it keeps its socket. */
function destroy(body: unknown): void {
	if (isRecord(body) && typeof body.destroy === 'function') Reflect.apply(body.destroy, body, []);
}

/** The status that goes with an error of a token server that is busy: n8n's own OAuth2 client keeps the error alone. */
function busyStatus({ code, body }: Record<string, unknown>): number | null {
	if (code !== 'EAUTH' || !isRecord(body)) return null;
	const error = String(body.error);
	if (/rate|limit|slow|too.many/i.test(error)) return 429;
	return /unavailable|server_error/i.test(error) ? 503 : null;
}

/** n8n's own OAuth2 client got no token: the token server refused it, or took it back, or nobody has connected the account. */
function refusesToken({ code, failure, message }: Record<string, unknown>): boolean {
	if (/^(?:OAuth (?:credentials not c|access token e)|Unable to sign w)/.test(String(message))) return true;
	return code === 'EAUTH' || (isRecord(failure) && failure.cause === 'credential-invalid');
}

function isBlocked({ name, message }: Record<string, unknown>): boolean {
	return (
		(typeof name === 'string' && name.startsWith('SsrfBlocked')) ||
		(typeof message === 'string' && message.startsWith('The request was blocked because'))
	);
}

/** The network's code out of a message, where that is all there is. */
function codeIn(message: unknown): string | null {
	return typeof message === 'string' ? (/\bE[A-Z]{4,20}\b/.exec(message.slice(0, 500))?.[0] ?? null) : null;
}

function statusOf(value: unknown): number | null {
	const status = Number(value);
	return Number.isInteger(status) && status >= 100 && status < 600 ? status : null;
}

/** Whether a stream ended because its content coding is broken. */
export function isBroken(code: string | null): boolean {
	return code !== null && /^(?:Z_|ERR_BROTLI|ERR_ZSTD|ERR__ERROR_FORMAT)/.test(code);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
