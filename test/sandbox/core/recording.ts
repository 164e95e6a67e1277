import type { IncomingHttpHeaders } from 'node:http';

/** One request as a server saw it, and what it answered. */
export interface RecordedRequest {
	/** Name of the server that was asked. */
	origin: string;
	method: string;
	/** Path and query, as sent. */
	url: string;
	headers: IncomingHttpHeaders;
	/** The parsed body, where the service reads one. */
	body?: unknown;
	/** 0 until the answer's head has been sent. */
	status: number;
	/** Body bytes that left the service. */
	bytesSent: number;
	/** Whether the answer was sent to its end; false while it runs or when the connection broke. */
	finished: boolean;
	/** When it was, in milliseconds since 1970. */
	finishedAt?: number;
	/** Name of the fault that hit it. */
	fault?: string;
}
