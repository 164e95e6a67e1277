/**
 * Ways in which a service can misbehave:
 * - `status`: answers with that status (and `retryAfter`, `headers`, `body`)
 * - `html`: a page where JSON or a ZIP was due (status 200 unless told)
 * - `json`: a JSON object where a ZIP was due
 * - `expired`: what the service says to a link whose time is over
 * - `redirect`: sends the client to `to` (an origin's name, or an address)
 * - `truncate`: closes the connection after `after` bytes of the body
 * - `shorten`: ends the body after `after` bytes as if that were all of it
 * - `reset`: the same as truncate, but with a TCP reset
 * - `stall`: stops sending after `after` bytes and keeps the connection open
 * - `silent`: never answers
 * - `hangUp`: closes the connection without a byte
 * - `crumbs`: sends its `body` in chunks of one byte each
 */
export type FaultName =
	| 'status'
	| 'html'
	| 'json'
	| 'expired'
	| 'redirect'
	| 'truncate'
	| 'shorten'
	| 'reset'
	| 'stall'
	| 'silent'
	| 'hangUp'
	| 'crumbs';

export interface FaultOptions {
	status?: number;
	/** Value of the Retry-After header: seconds or an HTTP date. */
	retryAfter?: string;
	headers?: Record<string, string>;
	/** A function is asked for it when the request has come. */
	body?: unknown;
	/** Bytes of the body that still get through; 0 unless told. */
	after?: number;
	to?: string;
	/** How many requests it hits; 1 unless told, Infinity for all. */
	times?: number;
	/** How many matching requests get through first. */
	skip?: number;
	/** Tested against `METHOD /path?query`. */
	match?: RegExp;
}

export interface Fault extends FaultOptions {
	name: FaultName;
}

/** The faults waiting for requests, origin by origin, first come first served. */
export class FaultQueue {
	private waiting: Array<{ origin: string; fault: Fault; left: number; skip: number }> = [];

	add(origin: string, fault: Fault): void {
		this.waiting.push({ origin, fault, left: fault.times ?? 1, skip: fault.skip ?? 0 });
	}

	/** The fault for this request, counted as used; undefined when it should be answered properly. */
	take(origin: string, requestLine: string): Fault | undefined {
		for (const entry of this.waiting) {
			if (entry.origin !== origin || !(entry.fault.match?.test(requestLine) ?? true)) continue;
			if (entry.skip > 0) {
				entry.skip -= 1;
				continue;
			}
			entry.left -= 1;
			if (entry.left <= 0) this.waiting = this.waiting.filter((other) => other !== entry);
			return entry.fault;
		}
		return undefined;
	}

	clear(): void {
		this.waiting = [];
	}
}
