import type { Fault } from '../../test/sandbox/core/faults';
import type { SeenRequest } from './server';

/** One kind of request of a service: what a fault may hit. */
export interface Place {
	origin: string;
	/** Matches `METHOD /path?query`, whatever ids are in it. */
	match: RegExp;
	/** How many of them an archive takes; null where there is one for all archives of a run (a token). */
	each: number | null;
}

/** A fault, where it is to hit. */
export interface PlacedFault {
	origin: string;
	fault: Fault;
}

/** Bytes of a body that still get through at the most: some faults hit its middle, some come behind a short one. */
const MOST_AFTER = 200_000;
/** Nobody is there. */
const ELSEWHERE = 'http://127.0.0.1:9/elsewhere';

type Kind = (after: number, origin: string) => Fault;
const status = (code: number, retryAfter?: string): Kind => {
	return () => ({ name: 'status', status: code, ...(retryAfter === undefined ? {} : { retryAfter }) });
};

/** Everything that may go wrong with a request. */
export const KINDS: readonly Kind[] = [
	status(401),
	status(403),
	status(404),
	status(429, '1'),
	status(500),
	status(502),
	status(503),
	status(503, '1'),
	() => ({ name: 'html' }),
	() => ({ name: 'html', status: 502 }),
	() => ({ name: 'json' }),
	() => ({ name: 'expired' }),
	(_after, origin) => ({ name: 'redirect', to: origin }),
	() => ({ name: 'redirect', to: ELSEWHERE }),
	(after) => ({ name: 'truncate', after }),
	(after) => ({ name: 'shorten', after }),
	(after) => ({ name: 'reset', after }),
	(after) => ({ name: 'stall', after }),
	() => ({ name: 'silent' }),
];

/** An id of a job, a link or a run, as one part of a path. */
const ID = /\/(?=[^/]*\d)[^/]{16,}(?=\/|$)/g;

/** The kinds of requests in a run that went through. @param archives how many the run was for */
export function placesOf(requests: readonly SeenRequest[], archives: number): Place[] {
	const counts = new Map<string, { origin: string; line: string; count: number }>();
	for (const { origin, method, url } of requests) {
		const line = `${method} ${url.split('?')[0].replace(ID, '/ID')}`;
		const known = counts.get(`${origin} ${line}`) ?? { origin, line, count: 0 };
		known.count += 1;
		counts.set(`${origin} ${line}`, known);
	}
	return [...counts.values()].map(({ origin, line, count }) => {
		const quoted = line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('/ID', '/[^/?]+');
		return {
			origin,
			match: new RegExp(`^${quoted}(?:\\?|$)`),
			each: count < archives ? null : count / archives,
		};
	});
}

/**
 * The faults of one run: each request is hit with the same probability, by any of the kinds.
 * @param archives how many the run is for
 * @param share of requests, 0 to 1
 */
export function faultsFor(
	places: readonly Place[],
	archives: number,
	share: number,
	random: () => number,
): PlacedFault[] {
	return places.flatMap(({ origin, match, each }) => {
		const requests = each === null ? 1 : Math.round(each * archives);
		const faults: PlacedFault[] = [];
		for (let index = 0; index < requests; index++) {
			if (random() >= share) continue;
			const after = Math.floor(random() ** 3 * MOST_AFTER);
			const kind = KINDS[Math.floor(random() * KINDS.length)];
			// Those that wait before it in the queue take a request each, which this one does not see.
			faults.push({ origin, fault: { ...kind(after, origin), match, skip: index - faults.length } });
		}
		return faults;
	});
}
