import { row, type Row } from '../rows';
import { start, toldBy } from '../run';
import { onEveryStand, type Attack } from '../stands';

/** What is told of a handle may not be as long as what somebody wrote into it. */
const LONGEST_TOLD = 2_000;
const BOLD = [
	['1 MB', 'x'.repeat(1_000_000)],
	['leads up', '../../../../etc/passwd'],
	['encoded', '..%2f..%2f%2e%2e/admin?x=1#y'],
	['another id', '00000000-0000-4000-8000-000000000000'],
	['nulls', 'a\0b\u202ec'],
] as const;

/** Handles: every text in them replaced, and strangers' archives that are to be cancelled or deleted. */
export async function handles(): Promise<Row[]> {
	return await onEveryStand(async (at) => {
		if (at.stand.onlySignIn) return [];
		const rows: Row[] = [];
		for (const node of ['Wait', 'Download'] as const) {
			for (const [how, text] of BOLD) rows.push(await read(at, node, how, text));
		}
		rows.push(await touched(at));
		return rows;
	});
}

async function read(at: Attack, node: 'Download' | 'Wait', how: string, text: string): Promise<Row> {
	const { stand, good } = at;
	const handle = good.inputs[node] as { provider: string };
	const forged = everyTextIn(handle, text, 0);
	const items = forged.map((one) => ({ ...one, provider: handle.provider }));
	const before = stand.requests.length;
	const options = node === 'Wait' ? { timeout: 2 } : {};
	const run = await start(
		at,
		node,
		{ ...options, options: { stallTimeout: 3 } },
		items,
		'continueRegularOutput',
	).done;
	const output = run.data.resultData.runData[node]?.at(-1)?.data?.main[0] ?? [];
	const longest = Math.max(
		toldBy(run).length,
		...output.map(({ json }) => String((json as { error?: unknown }).error ?? '').length),
	);
	const astray = stand.requests.slice(before).filter(({ url }) => /(?:^|\/)(?:etc|admin)\b|\.\.\//.test(url));
	const wrong =
		longest > LONGEST_TOLD
			? 'a long text is told'
			: astray.length > 0
				? `asked for ${astray[0].url.slice(0, 60)}`
				: '';
	return row({
		kind: 'handles',
		way: `${stand.name}, ${node}`,
		size: `${items.length} × ${how}`,
		told: toldBy(run),
		...(wrong === '' ? {} : { wrong }),
	});
}

/** A handle out of nowhere, which asks for cancelling and deleting: none of it may reach the service. */
async function touched(at: Attack): Promise<Row> {
	const { stand, good } = at;
	const before = stand.requests.length;
	const cancels = { timeout: 1, onTimeout: 'stop', options: { cancelWhenGivenUp: true } };
	// Wait For Archive gives up on what never becomes ready.
	for (const { origin, node, match } of good.places)
		if (node === 'Wait') stand.fault(origin, { name: 'status', status: 503, times: Infinity, match });
	await start(at, 'Wait', cancels).done;
	stand.clearFaults();
	await start(at, 'Download', { options: { deleteAfterwards: true } }).done;
	const deleted = stand.requests.slice(before).filter(({ method }) => method === 'DELETE');
	return row({
		kind: 'handles',
		way: `${stand.name}, a stranger's archive`,
		size: 'cancel, delete',
		told: 'not touched',
		...(deleted.length === 0 ? {} : { wrong: `deleted ${deleted[0].url.slice(0, 60)}` }),
	});
}

/** The value once for each text in it, with that text replaced. */
function everyTextIn(value: object, text: string, depth: number): object[] {
	if (depth > 4) return [];
	return Object.entries(value).flatMap(([key, inner]: [string, unknown]): object[] => {
		if (typeof inner === 'string') return [{ ...value, [key]: text }];
		if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return [];
		return everyTextIn(inner, text, depth + 1).map((changed) => ({ ...value, [key]: changed }));
	});
}
