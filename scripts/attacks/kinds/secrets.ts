import { leftBehind } from '../../../test/leaks/leftBehind';
import { keepLog } from '../../../test/leaks/log';
import { piecesOf, type FormName } from '../../../test/leaks/forms';
import { search, type Hidden } from '../../../test/leaks/search';
import type { Fault } from '../../../test/sandbox/core/faults';
import { row, type Row } from '../rows';
import { start, toldBy } from '../run';
import { onEveryStand, type Attack } from '../stands';
import { secretsOf, type Place } from '../stands/stand';

/** How a service, its API host, a proxy or a block page wraps what it echoes. */
const WRAPPED: Array<(text: string) => Omit<Fault, 'name' | 'body'> & { body: unknown }> = [
	(text) => ({
		status: 403,
		body: { code: 'denied', message: `denied: ${text} .`, error: { message: text } },
	}),
	(text) => html(403, `<html><title>Blocked</title><p>denied: ${text} .</p></html>`),
	(text) => html(200, `<html><p>Sign in. You sent ${text}</p></html>`),
	(text) => ({ status: 400, body: { code: text, error: text, message: text, detail: text } }),
	(text) => ({ status: 200, headers: { 'content-type': 'application/json' }, body: `denied: ${text} .` }),
	(text) => ({
		status: 200,
		headers: { 'content-type': 'application/octet-stream' },
		body: `{"e":"${text}"}`,
	}),
	(text) => ({ status: 404, headers: { 'content-type': 'text/plain' }, body: text }),
];

/** Secrets: in the place of every request, an answer that echoes every key and link in every form, wrapped in turns. */
export async function secrets(): Promise<Row[]> {
	const log = keepLog();
	const all: Hidden[] = [];
	let folder = '';
	try {
		const rows = await onEveryStand(async (at) => {
			folder = at.engine.folder;
			all.push(...at.good.hidden);
			const own: Row[] = [];
			for (const place of at.good.places) own.push(await echoed(at, place, own.length));
			return own;
		});
		const left = leftBehind({ run: emptyRun(), log: log.lines, folder });
		const found = search(left, all);
		const wrong = found.slice(0, 3).map(({ name, form, where }) => `${name} as ${form} in ${where}`);
		return [
			...rows,
			row({
				kind: 'secrets',
				way: 'log and files of all',
				size: `${log.lines.length} lines`,
				secrets: found.length,
				...(wrong.length > 0 ? { wrong: wrong.join('; ') } : {}),
			}),
		];
	} finally {
		log.stop();
	}
}

async function echoed(at: Attack, place: Place, turn: number): Promise<Row> {
	const { good, stand } = at;
	const texts = good.hidden.flatMap((one) =>
		piecesOf(one.text).flatMap(([name, pieces], form) =>
			pieces.length > 0 && isKnowable(one, name, place) ? [() => inForm(at, one, form)] : [],
		),
	);
	if (texts.length === 0) texts.push(() => 'nothing to hide');
	texts.forEach((text, index) => {
		const wrap = WRAPPED[(index + turn) % WRAPPED.length];
		const body = () => wrap(text()).body;
		stand.fault(place.origin, { name: 'status', match: place.match, ...wrap(''), body });
	});
	const items = texts.map(() => good.inputs[place.node]);
	const options = { options: { stallTimeout: 5 }, ...(place.node === 'Wait' ? { timeout: 5 } : {}) };
	const run = await start(at, place.node, options, items, 'continueRegularOutput').done;
	stand.clearFaults();
	const found = search(leftBehind({ run }), [...good.hidden, ...secretsOf(stand, at.engine).hidden]);
	const wrong = [...new Set(found.map(({ name, form, where }) => `${name} as ${form} in ${where}`))];
	return row({
		kind: 'secrets',
		way: `${stand.name}, ${place.words}`,
		size: `${texts.length} echoes`,
		told: toldBy(run),
		secrets: found.length,
		...(wrong.length > 0 ? { wrong: wrong.slice(0, 3).join('; ') } : {}),
	});
}

/** A link that a run was not given yet shows that it is one, or nobody can know it. */
function isKnowable({ name }: Hidden, form: FormName, { origin }: Place): boolean {
	return !name.startsWith('link to ') || name === `link to ${origin}` || !/^(?:hex|base64)/.test(form);
}

/**
 * A secret in one of its forms. A token that was fetched on the way is another in each run: what is echoed is the one that the
 * service was just sent. One of an earlier run is dead, and nobody could know it.
 */
function inForm({ stand, engine }: Attack, { name, text }: Hidden, form: number): string {
	const now = secretsOf(stand, engine)
		.hidden.filter((other) => other.name === name)
		.at(-1);
	return piecesOf(now?.text ?? text)[form][1][0] ?? text;
}

function html(
	status: number,
	body: string,
): { status: number; headers: Record<string, string>; body: unknown } {
	return { status, headers: { 'content-type': 'text/html' }, body };
}

function emptyRun(): Parameters<typeof leftBehind>[0]['run'] {
	return { data: { resultData: { runData: {} } } } as Parameters<typeof leftBehind>[0]['run'];
}
