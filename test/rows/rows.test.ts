import { readRows, RowBudget, rowKindOf, type RowKind } from '../../nodes/shared/rows';
import { read } from './support';

const utf16 = (text: string, isBig = false): Buffer => {
	const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
	return isBig ? bytes.swap16() : bytes;
};

test.each<[string, RowKind | null]>([
	['may.CSV', 'csv'],
	['may.tsv', 'csv'],
	['a/b.json', 'json'],
	['log.ndjson', 'jsonLines'],
	['log.jsonl', 'jsonLines'],
	['csv', 'csv'],
	['picture.png', null],
	['may.csv.gz', null],
])('%s is read as %s', (name, kind) => {
	expect(rowKindOf(name)).toBe(kind);
});

/** However a file is cut into pieces, its rows are the same. */
describe.each<[string, number | undefined]>([
	['whole', undefined],
	['byte by byte', 1],
	['in pieces of seven bytes', 7],
])('%s', (_name, size) => {
	test.each<[string, RowKind, string | Buffer, unknown[]]>([
		[
			'a comma',
			'csv',
			'a,b\n1,2\n3,4\n',
			[
				{ a: '1', b: '2' },
				{ a: '3', b: '4' },
			],
		],
		[
			'Windows line ends',
			'csv',
			'a,b\r\n1,2\r\n3,4',
			[
				{ a: '1', b: '2' },
				{ a: '3', b: '4' },
			],
		],
		[
			'old line ends',
			'csv',
			'a,b\r1,2\r3,4\r',
			[
				{ a: '1', b: '2' },
				{ a: '3', b: '4' },
			],
		],
		['line ends of two kinds', 'csv', 'a\r\n1\n"2"\n\r3\r\n', [{ a: '1' }, { a: '2' }, { a: '3' }]],
		[
			'line ends of two other kinds',
			'csv',
			'a,b\n1,2\r\n"x\r\ny",4\r5,6',
			[
				{ a: '1', b: '2' },
				{ a: 'x\r\ny', b: '4' },
				{ a: '5', b: '6' },
			],
		],
		[
			'a separator in its first line, for Excel',
			'csv',
			'sep=;\r\na,b;c\r\n1;2\r\n',
			[{ 'a,b': '1', c: '2' }],
		],
		['a separator of its own', 'csv', '\ufeffSEP=^\na^b\n1^2', [{ a: '1', b: '2' }]],
		['a column of that name', 'csv', 'sep=;x\n1;2', [{ 'sep=': '1', x: '2' }]],
		['a semicolon', 'csv', 'a;b\n1,5;"2;3"\n', [{ a: '1,5', b: '2;3' }]],
		['a tab', 'csv', 'a\tb\n1,1\t2\n', [{ a: '1,1', b: '2' }]],
		['a bar', 'csv', 'a|b\n1|2\n', [{ a: '1', b: '2' }]],
		['one column', 'csv', 'a\n1\n2\n', [{ a: '1' }, { a: '2' }]],
		['quotes', 'csv', 'a,b\n"1\n""x""",2\n', [{ a: '1\n"x"', b: '2' }]],
		['a stray quote', 'csv', 'a,b\n5" pipe,2\n', [{ a: '5" pipe', b: '2' }]],
		['empty lines', 'csv', '\na,b\n\n1,2\n\n', [{ a: '1', b: '2' }]],
		['names that repeat or miss', 'csv', 'a,,a\n1,2,3\n', [{ a: '1', column_2: '2', a_2: '3' }]],
		['a mark', 'csv', '\ufeffa,b\nä,€\n', [{ a: 'ä', b: '€' }]],
		['UTF-16', 'csv', utf16('a,b\nä,😀\n'), [{ a: 'ä', b: '😀' }]],
		['big UTF-16', 'csv', utf16('a,b\nä,😀\n', true), [{ a: 'ä', b: '😀' }]],
		['nothing', 'csv', '', []],
		['a header alone', 'csv', 'a,b\n', []],
		[
			'a list',
			'json',
			'[{"a":1},\n {"a":"],[\\"{"} , [1,[2]], 3, null]\n',
			[{ a: 1 }, { a: '],["{' }, { value: [1, [2]] }, { value: 3 }, { value: null }],
		],
		['an empty list', 'json', ' [ ] ', []],
		['an object', 'json', '\n{"a":[1,2]}', [{ a: [1, 2] }]],
		[
			'as large numbers as there are',
			'json',
			'[9007199254740991, -1732700000000000]',
			[{ value: 9007199254740991 }, { value: -1732700000000000 }],
		],
		['a backslash at the end of a string', 'json', '[{"a":"\\\\"},{"b":"]"}]', [{ a: '\\' }, { b: ']' }]],
		['UTF-16', 'json', utf16('[{"a":"😀"}]'), [{ a: '😀' }]],
		['lines', 'jsonLines', '{"a":1}\r\n\n{"a":"€"}', [{ a: 1 }, { a: '€' }]],
		['a mark', 'jsonLines', '\ufeff{"a":1}\n', [{ a: 1 }]],
	])('%s in %s', async (_what, kind, file, rows) => {
		expect(await read(kind, file, { size })).toEqual({ rows, told: [] });
	});

	test.each<[string, RowKind, string | Buffer, unknown[], RegExp]>([
		[
			'too few fields',
			'csv',
			'a,b\n1,2\n3\n5,6\n',
			[
				{ a: '1', b: '2' },
				{ a: '5', b: '6' },
			],
			/^row 2 was left out/,
		],
		['too many', 'csv', 'a,b\n1,2,SECRET\n3,4\n', [{ a: '3', b: '4' }], /^row 1 was left out/],
		[
			'an open quote',
			'csv',
			'a,b\n1,2\n"SECRET,4\n',
			[{ a: '1', b: '2' }],
			/^the rest was left out: row 2 has a quote/,
		],
		[
			'a wrong value',
			'json',
			'[{"a":1},{SECRET},{"a":3}]',
			[{ a: 1 }, { a: 3 }],
			/^row 2 was left out: no JSON/,
		],
		[
			'half a list',
			'json',
			'[{"a":1},{"a":SECR',
			[{ a: 1 }],
			/^the rest was left out: it ends in the middle/,
		],
		['two lists', 'json', '[{"a":1}]\n[SECRET]', [{ a: 1 }], /behind its list/],
		['no JSON', 'json', 'SECRET', [], /^row 1 was left out/],
		[
			'wrong lines',
			'jsonLines',
			'{"a":1}\nSECRET\n{"a":3}\n{',
			[{ a: 1 }, { a: 3 }],
			/^rows 2, 4 were left out/,
		],
		[
			'a number that is too large',
			'json',
			'[{"id": 1},{"id": 12345678901234567890}]',
			[{ id: 1 }, { id: 12345678901234567000 }],
			/^numbers of more than 15 digits may have been rounded$/,
		],
		[
			'a list of them',
			'jsonLines',
			'{"ids":[1, -9007199254740993]}\n',
			[{ ids: [1, -9007199254740992] }],
			/^numbers of more than 15 digits/,
		],
		[
			'Latin-1',
			'csv',
			Buffer.from('a,b\nM\xfcller,2\n', 'latin1'),
			[{ a: 'M\ufffdller', b: '2' }],
			/^not all of it is UTF-8/,
		],
		[
			'a text of another code page',
			'json',
			Buffer.from('["\xe4"]', 'latin1'),
			[{ value: '\ufffd' }],
			/^not all of it is UTF-8/,
		],
	])('%s is told by its number, and spoils no other: %s', async (_what, kind, file, rows, words) => {
		const found = await read(kind, file, { size });
		expect(found.rows).toEqual(rows);
		expect(found.told).toHaveLength(1);
		expect(found.told[0]).toMatch(words);
		expect(found.told[0]).not.toContain('SECR');
	});
});

test('a column and a key called __proto__ stay what they are', async () => {
	const { rows } = await read('csv', '__proto__,constructor\n1,2\n');
	expect(Object.keys(rows[0])).toEqual(['__proto__', 'constructor']);
	expect(Object.getPrototypeOf(rows[0])).toBe(Object.prototype);
	const json = await read('json', '[{"__proto__":{"a":1}}]');
	expect(json.rows[0].a).toBeUndefined();
});

describe('limits', () => {
	test.each<[RowKind, string]>([
		['csv', `a\n${'1\n'.repeat(101)}`],
		['json', JSON.stringify(Array.from({ length: 101 }, (_, a) => ({ a })))],
		['jsonLines', '{"a":1}\n'.repeat(101)],
	])('no more rows than are wanted: %s', async (kind, file) => {
		const { rows, told } = await read(kind, file, { most: 100 });
		expect(rows).toHaveLength(100);
		expect(told).toEqual([
			'the rest was left out: it has more than 100 rows; raise "Most Rows per File" for the rest',
		]);
		expect((await read(kind, file, { most: 101 })).told).toEqual([]);
	});

	test('what is too long for a row is left out, and the next one is read', async () => {
		const long = `"${'x'.repeat(1024 * 1024)}"`;
		expect(await read('json', `[1,${long},3]`)).toMatchObject({ rows: [{ value: 1 }, { value: 3 }] });
		expect(await read('jsonLines', `1\n${long}\n3`)).toMatchObject({ rows: [{ value: 1 }, { value: 3 }] });
		const csv = await read('csv', `a\n1\n"${'x'.repeat(1024 * 1024 + 10_000)}`);
		expect(csv).toMatchObject({
			rows: [{ a: '1' }],
			told: [expect.stringMatching(/longer than a mebibyte/)],
		});
	});

	test('what lies too deep is no row', async () => {
		const deep = '['.repeat(101) + ']'.repeat(101);
		expect(await read('jsonLines', `1\n${deep}\n3`)).toMatchObject({ rows: [{ value: 1 }, { value: 3 }] });
	});

	test('all files together have no more room than one', async () => {
		const budget = new RowBudget();
		// 40 kB of text and 20,000 values each: a megabyte in memory.
		const file = Buffer.from(`[${'0,'.repeat(19_990)}0]\n`.repeat(300));
		const counts: number[] = [];
		for (let index = 0; index < 2; index++) {
			let count = 0;
			await readRows('jsonLines', file, { most: 10_000, budget }, () => count++);
			counts.push(count);
		}
		expect(counts[0]).toBeGreaterThan(200);
		expect(counts[0]).toBeLessThan(300);
		expect(counts[1]).toBe(0);
	});

	test('a text that takes all the room there is leaves none', () => {
		const budget = new RowBudget();
		expect(budget.take(budget.room, 1)).toBe(true);
		expect(budget.room).toBe(0);
		const many = new RowBudget();
		for (let rows = 0; rows < 1_000_000; rows++) many.take(1, 1);
		expect(many.room).toBe(0);
	});
});
