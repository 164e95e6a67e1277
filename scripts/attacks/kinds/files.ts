import { Ending } from '../../../nodes/shared/base/ending';
import { readRows, readText, RowBudget, type RowKind } from '../../../nodes/shared/rows';
import { inflateTiny, inflateWhole, TINY_COMPRESSED } from '../../../nodes/shared/zip/inflate/whole';
import { emptyBlocks, type EmptyBlocks } from '../../../test/zip/support/emptyBlocks';
import { measuredAgain } from '../measure';
import { row, type Row } from '../rows';

const SIZE = 1_000_000;
const PIECE = 64 * 1024;
const COLUMNS = 20_000;

const filled = (unit: string): string => unit.repeat(Math.ceil(SIZE / unit.length));

/** Files of archives, read as rows: about a megabyte of what each reader likes least, and as many columns as there may be. */
const FILES: ReadonlyArray<[name: string, kind: RowKind, text: string]> = [
	['ordinary rows', 'csv', `a,b,c\n${filled('2026-05-31,"ACME, Inc.",1234.56\n')}`],
	['wrong rows', 'csv', `a,b\n${filled('x\n')}`],
	['spaces behind a quote', 'csv', `a,b\n${filled('" ')}${filled(' ')}`],
	['stray quotes', 'csv', `a,b\n${filled('x"x"')}`],
	['an open quote', 'csv', `a,b\n"${filled('3,4\n')}`],
	['commas', 'csv', filled(',')],
	['columns of one name', 'csv', `${Array<string>(COLUMNS).fill('a').join()}\n${','.repeat(COLUMNS - 1)}\n`],
	[
		'columns of names that counting leads to',
		'csv',
		`${Array.from({ length: COLUMNS }, (_, at) => (at < COLUMNS / 2 ? 'a' : `a_${at - COLUMNS / 2 + 2}`)).join()}\n`,
	],
	['a list of objects', 'json', `[${filled('{"a":[1,2,3],"b":"text"},')}1]`],
	['a list of numbers', 'json', `[${filled('7,')}1]`],
	['open brackets', 'json', filled('[')],
	['objects in objects', 'json', filled('{"a":')],
	['wrong values', 'json', `[${filled('x,')}`],
	['one long text', 'json', `["${filled('x')}"]`],
	['lines', 'jsonLines', filled('{"a":[1,2,3],"b":"text"}\n')],
	['wrong lines', 'jsonLines', filled('x\n')],
	['one line of many values', 'jsonLines', `[${filled('0,')}0]`],
];

/** Ways to make an inflater work for nothing. */
const BLOCKS: ReadonlyArray<readonly EmptyBlocks[]> = [['fixed'], ['dynamic'], ['fixed', 'dynamic']];
const NOTHING = { size: 0, crc: 0 };

/** What lies in an archive is a stranger's too: how long each reader of files holds the loop. */
export async function files(): Promise<Row[]> {
	const rows: Row[] = [];
	for (const [name, kind, text] of FILES) {
		const read = async () =>
			await readRows(kind, inPieces(text), { most: Infinity, budget: new RowBudget() }, () => undefined);
		rows.push(await measuredRow(`rows, ${kind}`, name, async () => (await read()).join('. ')));
	}
	const text = filled('\u00e9\u{1f600}');
	rows.push(await measuredRow('text', 'letters of two and four bytes', async () => await cutIn(text)));
	for (const kinds of BLOCKS) {
		const name = `blocks without a byte: ${kinds.join(' and ')}`;
		const large = emptyBlocks(kinds, SIZE);
		const whole = async () => await inflateWhole(8, large, Buffer.alloc(0), NOTHING, () => {}, new Ending());
		rows.push(await measuredRow('inflated', name, async () => await whole().then(() => '')));
		const tiny = emptyBlocks(kinds, TINY_COMPRESSED - 200);
		const atOnce = () => `${inflateTiny(8, tiny, NOTHING).length} bytes`;
		rows.push(
			await measuredRow('inflated at once', name, async () => await Promise.resolve(atOnce()), '16 KB'),
		);
	}
	return rows;
}

async function measuredRow(
	way: string,
	what: string,
	work: () => Promise<string>,
	size = '1 MB',
): Promise<Row> {
	const { cost, value } = await measuredAgain(() => work);
	return row({ kind: 'files', way: `${way}: ${what}`, size, told: value, hold: cost.hold });
}

async function cutIn(text: string): Promise<string> {
	const { isCut } = await readText(inPieces(text), SIZE);
	return isCut ? 'cut' : '';
}

async function* inPieces(text: string): AsyncGenerator<Uint8Array> {
	const bytes = Buffer.from(text);
	for (let at = 0; at < bytes.length; at += PIECE)
		yield await Promise.resolve(bytes.subarray(at, at + PIECE));
}
