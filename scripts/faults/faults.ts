import type { Fault } from '../../test/sandbox/core/faults';
import type { Step } from './journey';

/** A misbehaviour, by what it is called in the table. */
export interface NamedFault {
	name: string;
	/** Put in the place of the request. Where one origin goes astray, the other servers of the stand are there to lead to. */
	at(step: Step, origins: Record<string, string>): Omit<Fault, 'match'>;
}

const ALWAYS = Infinity;
const JSON_TYPE = { 'content-type': 'application/json' };
const BYTES = { 'content-type': 'application/octet-stream' };
const PAGE =
	'<!DOCTYPE html><html><head><title>Gateway</title></head><body>Please come back later.</body></html>';
/** More than any answer may hold that is not an archive. */
const TOO_LONG = 3 * 1024 * 1024;

const status = (code: number, more: Partial<Fault> = {}): NamedFault['at'] => {
	return () => ({ name: 'status', status: code, ...more });
};
const answer = (body: string, headers: Record<string, string> = JSON_TYPE): NamedFault['at'] =>
	status(200, { body, headers, times: ALWAYS });
/** In the middle of what the service answers as a rule. */
const broken = (name: 'truncate' | 'shorten' | 'reset' | 'stall', times = ALWAYS): NamedFault['at'] => {
	return ({ bytes }) => ({ name, after: Math.floor(bytes / 2), times });
};

/** What services, and what stands between them and n8n, have been seen to do. */
export const FAULTS: readonly NamedFault[] = [
	{ name: '500 once', at: status(500) },
	{ name: '500 always', at: status(500, { times: ALWAYS }) },
	{
		name: '502 page of a gateway, always',
		at: () => ({ name: 'html', status: 502, body: PAGE, times: ALWAYS }),
	},
	{ name: '503 with Retry-After once', at: status(503, { retryAfter: '1' }) },
	{ name: '429 with Retry-After once', at: status(429, { retryAfter: '1' }) },
	{ name: '429 always', at: status(429, { times: ALWAYS }) },
	{ name: '400 always', at: status(400, { times: ALWAYS }) },
	{ name: '401 once', at: status(401) },
	{ name: '401 always', at: status(401, { times: ALWAYS }) },
	{ name: '403 always', at: status(403, { times: ALWAYS }) },
	{
		name: '403 page of a proxy, always',
		at: () => ({ name: 'html', status: 403, body: PAGE, times: ALWAYS }),
	},
	{ name: '404 always', at: status(404, { times: ALWAYS }) },
	{ name: '409 always', at: status(409, { times: ALWAYS }) },
	{ name: 'what it says to an old link', at: () => ({ name: 'expired' }) },
	{ name: '204', at: status(204, { body: '', times: ALWAYS }) },
	{ name: 'nothing in the answer', at: answer('') },
	{ name: 'JSON of another shape', at: answer('{"unexpected":["answer"]}') },
	{ name: 'JSON that says null', at: answer('null') },
	{ name: 'JSON that breaks off', at: answer('{"id":"1","state":"do') },
	{
		name: 'JSON of 3 MiB',
		at: () => ({ name: 'json', body: { filler: 'x'.repeat(TOO_LONG) }, times: ALWAYS }),
	},
	{ name: 'sign-in page', at: () => ({ name: 'html', times: ALWAYS }) },
	{ name: 'bytes of no kind', at: answer('\u0000\u0001\u0002 no archive \u0003'.repeat(40), BYTES) },
	{
		name: 'said to be gzip, and is not',
		at: answer('{"a":1}', { ...JSON_TYPE, 'content-encoding': 'gzip' }),
	},
	{ name: 'redirect to another server', at: (_step, origins) => elsewhere(origins) },
	{ name: 'redirect to a page of its own', at: () => ({ name: 'redirect', to: '/sign-in', times: ALWAYS }) },
	{ name: 'redirect in a circle', at: ({ path }) => ({ name: 'redirect', to: path, times: ALWAYS }) },
	{ name: 'closed half-way once', at: broken('truncate', 1) },
	{ name: 'closed half-way always', at: broken('truncate') },
	{ name: 'ended half-way as if whole', at: broken('shorten') },
	{ name: 'reset half-way once', at: broken('reset', 1) },
	{ name: 'reset half-way always', at: broken('reset') },
	{ name: 'closed without an answer once', at: () => ({ name: 'hangUp' }) },
	{ name: 'closed without an answer always', at: () => ({ name: 'hangUp', times: ALWAYS }) },
	{ name: 'stands still half-way', at: broken('stall') },
	{ name: 'never answers', at: () => ({ name: 'silent', times: ALWAYS }) },
];

/** To the last of the servers: it is not the one that is asked first, and no sign-in is meant for it. */
function elsewhere(origins: Record<string, string>): Omit<Fault, 'match'> {
	const to = Object.values(origins).at(-1) ?? '';
	return { name: 'redirect', to: `${to}/elsewhere`, times: ALWAYS };
}
