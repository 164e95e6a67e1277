import type { IDataObject } from 'n8n-workflow';
import { readRows, RowBudget, type RowKind } from '../../nodes/shared/rows';
import { read } from './support';

const MEBIBYTE = 1024 * 1024;

/** `head`, so many bytes of `unit`, and `tail`, as the file comes; nobody ever has all of it. */
class Arriving {
	bytes = 0;
	constructor(
		private readonly head: string,
		private readonly unit: string,
		private readonly length: number,
		private readonly tail = '',
	) {}

	async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
		const piece = Buffer.from(this.unit.repeat(Math.ceil(65_536 / this.unit.length)));
		yield Buffer.from(this.head);
		for (; this.bytes < this.length; this.bytes += piece.length) yield await Promise.resolve(piece);
		yield Buffer.from(this.tail);
	}
}

interface Result {
	rows: IDataObject[];
	told: string[];
	/** Bytes by which the heap grew while it was read. */
	grown: number;
}

async function readArriving(kind: RowKind, file: Arriving, most = 10_000): Promise<Result> {
	const rows: IDataObject[] = [];
	const before = process.memoryUsage().heapUsed;
	let mostUsed = 0;
	async function* watched(): AsyncGenerator<Uint8Array> {
		for await (const piece of file) {
			mostUsed = Math.max(mostUsed, process.memoryUsage().heapUsed);
			yield piece;
		}
	}
	const told = await readRows(kind, watched(), { most, budget: new RowBudget() }, (row) => rows.push(row));
	return { rows, told, grown: mostUsed - before };
}

describe('a line of 100 MB', () => {
	const LENGTH = 100 * MEBIBYTE;

	test.each<[string, Arriving, unknown[], string]>([
		['in a row', new Arriving('a,b\n1,2\n', 'x', LENGTH), [{ a: '1', b: '2' }], 'row 2 is longer'],
		['of columns', new Arriving('', ',', LENGTH), [], 'its first line is longer'],
		[
			'behind an open quote',
			new Arriving('a,b\n1,2\n"', '3,4\n', LENGTH),
			[{ a: '1', b: '2' }],
			'row 2 is longer',
		],
	])('ends CSV, %s: the rest is not even fetched', async (_what, file, expected, words) => {
		const { rows, told } = await readArriving('csv', file);
		expect(rows).toEqual(expected);
		expect(told).toEqual([
			`the rest was left out: ${words} than a mebibyte, as a quote that nothing closes makes it`,
		]);
		expect(file.bytes).toBeLessThan(2 * MEBIBYTE);
	});

	test.each<[RowKind, Arriving]>([
		['jsonLines', new Arriving('1\n"', 'x', LENGTH, '"\n3\n')],
		['json', new Arriving('[1,"', 'x', LENGTH, '",3]')],
	])('is left out of %s, and never held', async (kind, file) => {
		const { rows, told, grown } = await readArriving(kind, file);
		expect(rows).toEqual([{ value: 1 }, { value: 3 }]);
		expect(told).toEqual(['row 2 was left out: no JSON, or too large for a row']);
		expect(grown).toBeLessThan(60 * MEBIBYTE);
	});
});

describe('columns', () => {
	const names = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`).join();

	test('a hundred thousand are too many, and that is told', async () => {
		const { rows, told } = await read('csv', `${names(100_000)}\n${names(100_000)}\n`);
		expect(rows).toEqual([]);
		expect(told).toEqual(['the rest was left out: it has more than 20000 columns']);
	});

	test.each([
		['of one name', Array<string>(20_000).fill('a')],
		['without any', Array<string>(20_000).fill('')],
		[
			'of names that counting leads to',
			[...Array<string>(10_000).fill('a'), ...Array.from({ length: 10_000 }, (_, index) => `a_${index + 2}`)],
		],
	])('twenty thousand %s are as many', async (_what, header) => {
		const { rows } = await read('csv', `${header.join()}\n${','.repeat(19_999)}\n`);
		expect(Object.keys(rows[0])).toHaveLength(20_000);
	});

	test('names of what every object has are names like others', async () => {
		const header = '__proto__,constructor,__proto__,hasOwnProperty,toString';
		const { rows } = await read('csv', `${header}\n1,2,3,4,5\n`);
		expect(Object.entries(rows[0])).toEqual([
			['__proto__', '1'],
			['constructor', '2'],
			['__proto___2', '3'],
			['hasOwnProperty', '4'],
			['toString', '5'],
		]);
		expect(({} as IDataObject).constructor).toBe(Object);
	});
});

describe('what is no text', () => {
	test('zero bytes stay what they are', async () => {
		const { rows, told } = await read('csv', 'a\0,b\n\0,2\0\n');
		expect([rows, told]).toEqual([[{ 'a\0': '\0', b: '2\0' }], []]);
	});

	test('UTF-16 without a mark gives no wrong rows in silence: its zero bytes are there', async () => {
		const { rows } = await read('csv', Buffer.from('a,b\n1,2\n', 'utf16le'));
		expect(JSON.stringify(rows)).toContain('\\u0000');
	});

	test('a second mark is left out of the name of the column', async () => {
		expect((await read('csv', '\ufeff\ufeffa,b\n1,\ufeff2\n')).rows).toEqual([{ a: '1', b: '\ufeff2' }]);
	});
});

describe('depth of 100,000', () => {
	const lists = '['.repeat(100_000) + ']'.repeat(100_000);
	const objects = '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000);

	test.each<[RowKind, string, number[]]>([
		['json', lists, []],
		['json', objects, []],
		['json', `[1,${objects},${lists},3]`, [1, 3]],
		['jsonLines', `1\n${objects}\n${lists}\n3`, [1, 3]],
	])('in %s is left out', async (kind, file, values) => {
		const { rows, told } = await read(kind, file);
		expect(rows).toEqual(values.map((value) => ({ value })));
		expect(told).toEqual([expect.stringMatching(/^rows? [1-3, ]+ (was|were) left out: no JSON/)]);
	});
});

test('a million numbers in a list are a million rows, and the first come before the last are fetched', async () => {
	const file = new Arriving('[0', ',7', 2 * 1_000_000 - 65_536, ']');
	let fetched: number | null = null;
	let count = 0;
	await readRows('json', file, { most: 1_000_000, budget: new RowBudget() }, () => {
		fetched ??= file.bytes;
		count++;
	});
	expect(count).toBeGreaterThan(950_000);
	expect(fetched).toBeLessThan(200_000);
});

test('a broken line among a hundred thousand is told by its number', async () => {
	const lines = Array.from({ length: 100_000 }, (_, n) => (n === 54_320 ? '{"n":SECRET' : `{"n":${n}}`));
	const { rows, told } = await read('jsonLines', lines.join('\n'), { most: 100_000 });
	expect(rows).toHaveLength(99_999);
	expect(told).toEqual(['row 54321 was left out: no JSON, or too large for a row']);
});
