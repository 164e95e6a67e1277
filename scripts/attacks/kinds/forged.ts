import { startAbroad, type Abroad } from '../abroadServer';
import { row, type Row } from '../rows';
import { start, toldBy } from '../run';
import { onEveryStand, type Attack } from '../stands';
import type { NodeName, Place } from '../stands/stand';

const CALL = { method: 'DELETE', path: '/admin', query: { all: 'true' }, headers: { 'x-forged': 'yes' } };

/** Everything by which a recipe, a field of Other Service or a provider says what to ask for. */
function orders(link: string): Record<string, unknown> {
	const calls = ['create', 'look', 'content', 'askLink', 'cancel', 'remove'];
	const links = ['baseUrl', 'url', 'link', 'downloadUrl', 'download_url', 'location', 'statusUrl'];
	return {
		...CALL,
		...Object.fromEntries(calls.map((name) => [name, CALL])),
		...Object.fromEntries(links.map((name) => [name, link])),
		recipe: { answer: 'link', ...Object.fromEntries(calls.map((name) => [name, CALL])), link },
		answer: 'link',
		linkAt: 'url',
		otherServiceMethod: 'DELETE',
		otherServicePath: '/admin',
		otherServiceAnswer: 'archive',
		otherServiceContentPath: '/admin',
		otherServiceMore: { removePath: '/admin', headers: { entry: [{ name: 'x-forged', value: 'yes' }] } },
		credential: 'archiveServiceApi',
		elsewhere: false,
		ranges: true,
	};
}

/** The orders in each place of a handle. What the handle says itself stays: which archive it is, is its own to say. */
function forgedFrom(handle: Record<string, unknown>, link: string): object[] {
	const request = (handle.request ?? {}) as Record<string, unknown>;
	const all = orders(link);
	const texts = Object.fromEntries(Object.entries(all).filter(([, value]) => typeof value === 'string'));
	const answers = ['create', 'look'].flatMap((call) =>
		Object.entries(texts).flatMap(([name, value]) => [
			[`${call}.${name}`, value],
			[`${call}.data.${name}`, value],
		]),
	);
	const inRequest = (more: object) => ({ ...handle, request: { ...more, ...request } });
	const own = (name: string) => request[name] ?? {};
	return [
		{ ...all, ...handle },
		inRequest(all),
		inRequest({ values: texts }),
		{ ...handle, request: { ...request, values: { ...texts, ...own('values') } } },
		{ ...handle, request: { ...request, kept: { ...Object.fromEntries(answers), ...own('kept') } } },
		inRequest(
			JSON.parse(
				`{"__proto__":${JSON.stringify(all)},"constructor":{"prototype":{"path":"/admin"}}}`,
			) as object,
		),
	];
}

/**
 * Forged recipes: handles that say with what method, on what path and at what address to ask. The node knows, and nobody else:
 * what is asked for is what was asked for in the good run, or nothing.
 */
export async function forged(): Promise<Row[]> {
	const server = await startAbroad();
	try {
		return await onEveryStand(async (at) => {
			if (at.stand.onlySignIn) return [];
			const rows: Row[] = [];
			for (const node of ['Wait', 'Download'] as const) rows.push(await obeyed(at, node, server));
			return rows;
		});
	} finally {
		server.close();
	}
}

async function obeyed(at: Attack, node: NodeName, server: Abroad): Promise<Row> {
	const { stand, good } = at;
	const handle = good.inputs[node] as Record<string, unknown>;
	const items = forgedFrom(handle, `${server.origin}/${stand.name}`);
	const before = stand.requests.length;
	const options = { options: { stallTimeout: 5 }, ...(node === 'Wait' ? { timeout: 3 } : {}) };
	const run = await start(at, node, options, items, 'continueRegularOutput').done;
	// What the node asked for in the good run, and looks and tokens of any: an archive that was ready at once was looked at by
	// Create alone, and whoever comes first signs in.
	const isOfAny = ({ words, match }: Place) => words.includes(': GET ') || /token|ticket/.test(match.source);
	const known = good.places.filter((place) => place.node === node || isOfAny(place));
	const others = stand.requests
		.slice(before)
		.filter(
			({ method, origin, url, headers }) =>
				headers['x-forged'] !== undefined ||
				!known.some((place) => place.origin === origin && place.match.test(`${method} ${url}`)),
		);
	const abroad = server.seen.filter(({ url }) => url.startsWith(`/${stand.name}`)).length;
	const [other] = others;
	return row({
		kind: 'forged',
		way: `${stand.name}, ${node}`,
		size: `${items.length} handles`,
		told: toldBy(run),
		abroad,
		...(others.length === 0 ? {} : { wrong: `asked for ${other.method} ${other.url.slice(0, 60)}` }),
	});
}
