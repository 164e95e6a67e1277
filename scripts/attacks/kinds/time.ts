import { Readable } from 'node:stream';
import type { Fault } from '../../../test/sandbox/core/faults';
import { row, type Row } from '../rows';
import { start, toldBy, within } from '../run';
import { onEveryStand, type Attack } from '../stands';
import type { Place } from '../stands/stand';

/** Seconds: what the user allows in Wait For Archive, and for a silence elsewhere. */
const TIMEOUT = 2;
const GRANTED = 2;
/** A call that may be repeated is tried four times, with pauses of at most eight seconds in all. */
const TRIES = 4;
const BACK_OFF = 8;

/** How a service takes its time. Each is made anew for each request. */
const SLOW: Record<string, (match: RegExp) => Fault[]> = {
	'never answers': (match) => [{ name: 'silent', times: Infinity, match }],
	drips: (match) =>
		Array.from({ length: TRIES + 2 }, () => ({ name: 'status' as const, status: 200, match, body: drip() })),
	'Retry-After: 999999999': (match) => [
		{ name: 'status', status: 429, retryAfter: '999999999', times: Infinity, match },
	],
};

/** Time: hanging, dripping, and orders to wait, in the place of every request of every provider. */
export async function time(): Promise<Row[]> {
	return await onEveryStand(async (at) => {
		const rows: Row[] = [];
		for (const place of at.good.places) {
			for (const how of Object.keys(SLOW)) rows.push(await slow(at, place, how));
		}
		return rows;
	});
}

async function slow(at: Attack, place: Place, how: string): Promise<Row> {
	const { stand } = at;
	for (const fault of SLOW[how](place.match)) stand.fault(place.origin, fault);
	const waits = place.node === 'Wait';
	const limit = waits ? TIMEOUT + GRANTED : TRIES * TIMEOUT + BACK_OFF + GRANTED;
	const begin = Date.now();
	const running = start(at, place.node, {
		...(waits ? { timeout: TIMEOUT, onTimeout: 'stop' } : {}),
		options: waits ? {} : { stallTimeout: TIMEOUT, longestTransfer: TRIES * TIMEOUT },
	});
	const run = await within(limit * 1000 + 2000, running.done);
	const seconds = (Date.now() - begin) / 1000;
	if (run === null) {
		running.stop();
		await running.done.catch(() => undefined);
	}
	stand.clearFaults();
	return row({
		kind: 'time',
		way: `${stand.name}, ${place.words}`,
		size: how,
		told: run === null ? 'still running' : toldBy(run),
		seconds,
		within: limit,
	});
}

function drip(): Readable {
	const body = new Readable({ read: () => undefined });
	const timer = setInterval(() => body.push(' '), 300);
	body.on('close', () => clearInterval(timer));
	return body;
}
