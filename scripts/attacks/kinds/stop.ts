import { row, type Row } from '../rows';
import { startWatched, within } from '../run';
import { waitingAt } from '../sockets';
import { onEveryStand, type Attack } from '../stands';
import type { Place } from '../stands/stand';

/** Milliseconds after which a node hangs for certain, and those that a Stop may take. */
const HANGS = 600;
const BAR = 1_000;

/** Stop while the service hangs, in the place of every request: the node ends in a second, and its connection as well. */
export async function stop(): Promise<Row[]> {
	return await onEveryStand(async (at) => {
		const rows: Row[] = [];
		for (const place of at.good.places) rows.push(await stopped(at, place));
		return rows;
	});
}

async function stopped(at: Attack, place: Place): Promise<Row> {
	const { stand } = at;
	stand.fault(place.origin, { name: 'silent', times: Infinity, match: place.match });
	const before = waitingAt(Object.values(stand.origins));
	const { running, nodeEnded } = startWatched(at, place.node, place.node === 'Wait' ? { timeout: 60 } : {});
	const early = await within(HANGS, nodeEnded);
	const begin = Date.now();
	running.stop();
	const ended = early ?? (await within(BAR + 2000, nodeEnded));
	const seconds = early === null ? (Date.now() - begin) / 1000 : 0;
	await new Promise((next) => setTimeout(next, Math.max(0, BAR - (Date.now() - begin))));
	const open = waitingAt(Object.values(stand.origins)) - before;
	stand.clearFaults();
	return row({
		kind: 'stop',
		way: `${stand.name}, ${place.words}`,
		told: ended === null ? 'still running' : 'stopped',
		seconds,
		within: BAR / 1000,
		sockets: open,
		// Nothing was shown then: the request did not come where it came in the good run.
		...(early === null ? {} : { wrong: 'ended by itself' }),
	});
}
