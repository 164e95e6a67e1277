import type { Fault } from '../../../test/sandbox/core/faults';
import { ARCHIVE_BOMBS, BOMBS } from '../bombs';
import { hostileTexts } from '../found/texts';
import { measuredAgain } from '../measure';
import { row, type Row } from '../rows';
import { start, toldBy } from '../run';
import { onEveryStand, type Attack } from '../stands';
import type { Place } from '../stands/stand';

const MIB = 1024 * 1024;
/** No file is wanted: what is measured is the reading, and not how n8n stores ten thousand files. */
const NOTHING = { include: 'nothing-of-it' };
const JSON_TYPE = { 'content-type': 'application/json' };

/** Memory and the event loop: one stand after the other, in the place of every request, each warm from its good run. */
export async function large(): Promise<Row[]> {
	const turns = { texts: 0, archives: 0 };
	return await onEveryStand(async (at) => {
		const rows: Row[] = [];
		for (const place of at.good.places) {
			for (const [size, bomb] of Object.entries(BOMBS))
				rows.push(await sent(at, place, 'memory', size, bomb));
			if (place.node === 'Download') {
				const [size, bomb] = inTurn(Object.entries(ARCHIVE_BOMBS), turns.archives++);
				rows.push(await sent(at, place, 'memory', size, bomb, NOTHING));
			}
			for (const length of [1_000_000, 2 * MIB]) {
				const { name, text } = inTurn(hostileTexts(length), turns.texts++);
				const size = `${length} of ${name}`;
				const said = JSON.stringify({ message: text, error: text });
				rows.push(await sent(at, place, 'loop', `200, ${size}`, answer(200, text)));
				rows.push(await sent(at, place, 'loop', `403, ${size}`, answer(403, said)));
			}
		}
		return rows;
	}, 1);
}

function inTurn<One>(all: readonly One[], turn: number): One {
	return all[turn % all.length];
}

/** As bytes: the server of this process took 700 ms of its own to encode two megabytes of lone surrogates. */
function answer(status: number, body: string): Fault {
	return { name: 'status', status, headers: JSON_TYPE, body: Buffer.from(body) };
}

async function sent(
	at: Attack,
	place: Place,
	kind: string,
	size: string,
	fault: Fault,
	more: object = {},
): Promise<Row> {
	at.stand.fault(place.origin, { ...fault, match: place.match, times: Infinity });
	const options = { options: { stallTimeout: 5, ...more }, ...(place.node === 'Wait' ? { timeout: 2 } : {}) };
	const { cost, value } = await measuredAgain(
		() => async () => await start(at, place.node, options).done,
		kind === 'memory',
	);
	at.stand.clearFaults();
	return row({
		kind,
		way: `${at.stand.name}, ${place.words}`,
		size,
		told: toldBy(value),
		seconds: cost.seconds,
		...(kind === 'memory' ? { heap: cost.heap } : { hold: cost.hold }),
	});
}
