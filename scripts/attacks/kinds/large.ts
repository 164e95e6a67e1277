import { gzipSync } from 'node:zlib';
import type { Fault } from '../../../test/sandbox/core/faults';
import { hostileTexts } from '../found/texts';
import { measuredAgain } from '../measure';
import { row, type Row } from '../rows';
import { start, toldBy } from '../run';
import { onEveryStand, type Attack } from '../stands';
import type { Place } from '../stands/stand';

const MIB = 1024 * 1024;
const JSON_TYPE = { 'content-type': 'application/json' };

/** Answers that are large on the wire, or once they are decoded or parsed. */
const BOMBS: Record<string, Omit<Fault, 'name'>> = {
	'JSON of 400,000 objects': { status: 200, headers: JSON_TYPE, body: `{"a":[${'{},'.repeat(400_000)}{}]}` },
	'JSON of 1,000,000 levels': { status: 200, headers: JSON_TYPE, body: '['.repeat(1_000_000) },
	'gzip of 64 MiB': {
		status: 200,
		headers: { ...JSON_TYPE, 'content-encoding': 'gzip' },
		body: gzipSync(Buffer.alloc(64 * MIB, ' ')),
	},
	'16 MiB of spaces': { status: 200, headers: JSON_TYPE, body: ' '.repeat(16 * MIB) },
};

/** Memory and the event loop: one stand after the other, in the place of every request, each warm from its good run. */
export async function large(): Promise<Row[]> {
	let turn = 0;
	return await onEveryStand(async (at) => {
		const rows: Row[] = [];
		for (const place of at.good.places) {
			for (const [size, bomb] of Object.entries(BOMBS))
				rows.push(await sent(at, place, 'memory', size, bomb));
			for (const length of [1_000_000, 2 * MIB]) {
				const texts = hostileTexts(length);
				const { name, text } = texts[turn++ % texts.length];
				const size = `${length} of ${name}`;
				rows.push(
					await sent(at, place, 'loop', `200, ${size}`, { status: 200, headers: JSON_TYPE, body: text }),
				);
				rows.push(
					await sent(at, place, 'loop', `403, ${size}`, {
						status: 403,
						body: { message: text, error: text },
					}),
				);
			}
		}
		return rows;
	}, 1);
}

async function sent(
	at: Attack,
	place: Place,
	kind: string,
	size: string,
	answer: Omit<Fault, 'name'>,
): Promise<Row> {
	// As bytes: the server of this process took 700 ms of its own to encode two megabytes of lone surrogates.
	const text =
		typeof answer.body === 'string' || Buffer.isBuffer(answer.body)
			? answer.body
			: JSON.stringify(answer.body);
	const headers = { ...JSON_TYPE, ...answer.headers };
	const body = Buffer.from(text);
	at.stand.fault(place.origin, {
		name: 'status',
		match: place.match,
		times: Infinity,
		...answer,
		headers,
		body,
	});
	const options = { options: { stallTimeout: 5 }, ...(place.node === 'Wait' ? { timeout: 2 } : {}) };
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
