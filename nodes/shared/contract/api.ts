import type { IDataObject } from 'n8n-workflow';
import type { Explain } from './words';

/** Values of a query or of a form. A list repeats its name (`id=1&id=2`); a value may be empty (`?zip=`). */
export type QueryValues = Readonly<Record<string, string | readonly string[]>>;

/** Words that came from outside. Only the transport can turn them into text that may be shown (`Api.shown`). */
export interface ForeignWords {
	readonly isForeign: true;
}

/**
 * Text that came from outside and is worked on as text: a name, a pattern, a link, a header. Whoever takes one says so by this
 * type: the attack suite finds every function that does, and feeds it with what strangers may write.
 */
export type ForeignText = string;

/** A value that came from outside, of which nothing is known: parsed JSON, an item, what a failed call left. */
export type ForeignValue = unknown;

/** How a service is asked. PROPFIND is WebDAV's (RFC 4918, 9.1): it tells of a file or folder, and changes nothing. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'PROPFIND';

/** A request to the service that the credential was made for. */
export interface ApiRequest {
	/** GET by default */
	method?: Method;
	/** Below the credential's base URL, parts already encoded (see `pathOf`), beginning with a slash. */
	path: string;
	query?: QueryValues;
	/** Sent as JSON. */
	body?: IDataObject;
	/** Sent as `application/x-www-form-urlencoded`, instead of `body`. */
	form?: QueryValues;
	headers?: Record<string, string>;
	/** Whether sending it twice does no harm. By default everything but POST and PATCH. */
	repeatable?: boolean;
	/** Statuses outside 200–299 that the caller wants as an answer. All others throw. */
	answers?: readonly number[];
	/** Words for what this call is refused with; by default those of the provider. */
	explain?: Explain;
	/** Seconds until the first byte of the answer; the user's Stall Timeout by default, and never past the item's deadline. */
	timeout?: number;
	/** Whether the answer is a list without pages, which may be as long as what the account holds. */
	isList?: boolean;
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
	/** Set where another host than the service's answers, to which a link or a redirect led: nothing of it is ever quoted. */
	elsewhere?: boolean;
}

/** Bytes as they arrive. Ends with a `Refusal` when the connection breaks or stalls. */
export interface BodyStream extends AsyncIterable<Uint8Array> {
	/** Ends the transfer and frees its socket at once. */
	close(): void;
}

/**
 * The one way to talk to a service: retries, redirects, time limits, words for what went wrong.
 * Providers say what to call and what an answer means; everything else is decided here.
 */
export interface Api {
	/** A call that answers with JSON. @throws Refusal */
	json(request: ApiRequest): Promise<Answer>;
	/** A call that answers with bytes. @throws Refusal */
	bytes(request: ApiRequest): Promise<StreamAnswer>;
	/**
	 * What an answer says that came as bytes and turned out to be data: parsed JSON, or the text of a short answer; null where it
	 * is empty, and undefined where it is a ZIP, whatever its type says. The limits are those of `json`. @throws Refusal
	 */
	data(answer: StreamAnswer): Promise<unknown>;
	/** Bytes behind a link that the service gave us, asked for without credentials. @throws Refusal */
	link(request: LinkRequest): Promise<StreamAnswer>;
	/**
	 * The refusal for an answer that is none of those that were hoped for, though its status was asked for (`answers`), or was
	 * a fine one. A body that still arrives is read as far as it is worth quoting, and closed.
	 */
	refusal(answer: Answer | StreamAnswer, explain?: Explain): Promise<Error>;
	/** Path and query of an address that the service gave us. @throws Refusal when it leads away from the service */
	localPath(url: string): string;
	/** A field of the credential that the sign-in declares (`SignIn.settings`: a user id, say); empty for all others, and when it is not set. */
	setting(name: string): string;
	/**
	 * Words of the service as they may be shown: short, on one line, links, tokens and secrets cut out.
	 * @param longest characters; 300 by default
	 */
	shown(foreign: ForeignWords | string, longest?: number): string;
	/** Waits that many milliseconds; hears Stop and the item's deadline. @throws Stopped, or Refusal when the time is up */
	pause(milliseconds: number): Promise<void>;
	/** Milliseconds since 1970 at which everything for this item ends; null where the user set no limit. */
	readonly deadline: number | null;
	/** The execution's Stop. */
	readonly signal?: AbortSignal;
}
