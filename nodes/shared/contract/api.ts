import type { IDataObject } from 'n8n-workflow';
import type { Explain } from '../http/explain';

/** A request to the service that the credential was made for. */
export interface ApiRequest {
	/** GET by default */
	method?: 'GET' | 'POST' | 'DELETE';
	/** Below the credential's base URL, parts already encoded (see `pathOf`), beginning with a slash. */
	path: string;
	query?: Record<string, string>;
	/** Sent as JSON. */
	body?: IDataObject;
	headers?: Record<string, string>;
	/** Whether sending it twice does no harm. By default everything but POST. */
	repeatable?: boolean;
	/** Statuses outside 200–299 that the caller wants as an answer. All others throw. */
	answers?: readonly number[];
	/** Words for what this call is refused with; by default those of the provider. */
	explain?: Explain;
	/** Seconds until the first byte of the answer; 300 by default. */
	timeout?: number;
}

/** A request for a link that the service gave us. No credentials go with it. */
export interface LinkRequest extends Pick<ApiRequest, 'headers' | 'answers' | 'explain' | 'timeout'> {
	/** The link, or what mints one: a link that works once is minted anew for every try. */
	url: string | (() => Promise<string>);
}

/** An answer with a JSON body. */
export interface Answer {
	status: number;
	/** Names in lower case. */
	headers: Record<string, string>;
	/** The parsed body; null where the answer had none. */
	body: unknown;
}

/** An answer whose body is still arriving. It is read to its end or closed. */
export interface StreamAnswer {
	status: number;
	/** Names in lower case. */
	headers: Record<string, string>;
	body: BodyStream;
}

/** Bytes as they arrive. Ends with a `ServiceRefusal` when the connection breaks or stalls. */
export interface BodyStream extends AsyncIterable<Uint8Array> {
	/** Ends the transfer and frees its socket at once. */
	close(): void;
}

/**
 * The one way to talk to a service: retries, redirects, time limits, words for what went wrong.
 * Providers say what to call and what an answer means; everything else is decided here.
 */
export interface Api {
	/** A call that answers with JSON. @throws ServiceRefusal */
	json(request: ApiRequest): Promise<Answer>;
	/** A call that answers with bytes. @throws ServiceRefusal */
	bytes(request: ApiRequest): Promise<StreamAnswer>;
	/** Bytes behind a link that the service gave us, asked for without credentials. @throws ServiceRefusal */
	link(request: LinkRequest): Promise<StreamAnswer>;
	/** Path and query of an address that the service gave us. @throws ServiceRefusal when it leads away from the service */
	localPath(url: string): string;
	/** A field of the credential that is no secret (a user id, say); empty when it is not set. */
	setting(name: string): string;
	/** Words of the service as they may be shown: links, tokens and the secrets of the credential cut out. */
	redact(text: string): string;
}
