import { piecesOf } from '../../../test/leaks/forms';
import { startAbroad } from '../abroadServer';
import { row, type Row } from '../rows';
import { start, toldBy } from '../run';
import { onEveryStand, type Attack } from '../stands';
import type { Place } from '../stands/stand';

/** Ways to lead a signed-in request to another server, of which this is the origin. */
const AWAY: Record<string, (origin: string, own: string) => string> = {
	'other port': (origin) => `${origin}/x`,
	'other name': (origin) => `${origin.replace('127.0.0.1', 'localhost')}/x`,
	'protocol relative': (origin) => `${origin.replace('http:', '')}/x`,
	'user info': (origin, own) => `${origin.replace('//', `//${new URL(own).host}@`)}/x`,
	backslashes: (origin) => `${origin.replace('http:', '').replaceAll('/', '\\')}\\x`,
	'tab in the scheme': (origin) => origin.replace('http', 'ht\ttp'),
	'decimal host': (origin) => `${origin.replace('127.0.0.1', '2130706433')}/x`,
};

/** Credentials abroad: redirects in the place of every request, and handles that hold addresses. */
export async function abroad(): Promise<Row[]> {
	const server = await startAbroad();
	const { origin, seen } = server;
	try {
		return await onEveryStand(async (at) => {
			const rows: Row[] = [];
			for (const place of at.good.places) {
				for (const [how, to] of Object.entries(AWAY)) {
					const target = to(origin, Object.values(at.stand.origins)[0]);
					at.stand.fault(place.origin, {
						name: 'status',
						status: place.node === 'Create' ? 307 : 302,
						headers: { location: target },
						match: place.match,
					});
					rows.push(await led(at, place, `redirect: ${how}`, at.good.inputs[place.node]));
				}
			}
			for (const node of ['Wait', 'Download'] as const) {
				const place = { ...at.good.places[0], node, words: node };
				rows.push(await led(at, place, 'addresses in the handle', forged(at.good.inputs[node], origin)));
			}
			return rows;
		});
	} finally {
		server.close();
	}

	async function led(at: Attack, place: Place, how: string, item: object): Promise<Row> {
		const options = { options: { stallTimeout: 5 }, ...(place.node === 'Wait' ? { timeout: 3 } : {}) };
		const run = await start(at, place.node, options, [item]).done;
		at.stand.clearFaults();
		const keys = at.good.keys.flatMap(({ text }) => piecesOf(text).flatMap(([, pieces]) => pieces));
		const taken = seen.filter(({ text }) => keys.some((key) => text.includes(key)));
		return row({
			kind: 'abroad',
			way: `${at.stand.name}, ${place.words}`,
			size: how,
			told: toldBy(run),
			abroad: taken.length,
		});
	}
}

/** The handle with addresses wherever anybody might look for one. */
function forged(handle: object, origin: string): object {
	const addresses = {
		baseUrl: origin,
		url: origin,
		downloadUrl: `${origin}/x`,
		link: `${origin}/x`,
		path: `${origin}/x`,
		recipe: { create: { path: origin }, link: origin },
	};
	const { request } = handle as { request?: object };
	return { ...handle, ...addresses, archiveId: `${origin}/x`, request: { ...request, ...addresses } };
}
