/** The rules of the reader, each by itself. */
import { splitPatterns } from '../../../nodes/DownloadArchive/operations/splitPatterns';
import { decoderFor } from '../../../nodes/shared/zip/format/codePages';
import { kindOfText } from '../../../nodes/shared/zip/format/firstBytes';
import { ArchiveRefused, quote } from '../../../nodes/shared/zip/format/refused';
import { DistinctPaths } from '../../../nodes/shared/zip/rules/distinctPaths';
import { Extents, WRAP } from '../../../nodes/shared/zip/rules/extents';
import {
	checkNameLength,
	KeptBytes,
	LONGEST_NAME,
	MOST_KEPT,
	MOST_KEPT_AT_ONCE,
} from '../../../nodes/shared/zip/rules/keptBytes';
import { Budget, DEFAULT_LIMITS, RATIO_FREE_BYTES } from '../../../nodes/shared/zip/rules/limits';
import { compare } from '../../../nodes/shared/zip/rules/metEntries';
import { wanted } from '../../../nodes/shared/zip/rules/selection';

function codeOf(work: () => unknown): string | undefined {
	try {
		work();
	} catch (reason) {
		if (reason instanceof ArchiveRefused) return reason.code;
		throw reason;
	}
	return undefined;
}

describe('distinct paths', () => {
	test.each<[string[], string[]]>([
		[
			['a.txt', 'a.txt', 'a.txt'],
			['a.txt', 'a (2).txt', 'a (3).txt'],
		],
		[
			['a (2).txt', 'a.txt', 'a.txt'],
			['a (2).txt', 'a.txt', 'a (3).txt'],
		],
		[
			['x.y/a', 'x.y/a'],
			['x.y/a', 'x.y/a (2)'],
		],
		[
			['.env', '.env'],
			['.env', '.env (2)'],
		],
		[
			['x/.env', 'x/.env'],
			['x/.env', 'x/.env (2)'],
		],
		[
			['a.tar.gz', 'a.tar.gz'],
			['a.tar.gz', 'a.tar (2).gz'],
		],
		[
			['a', 'A'],
			['a', 'A'],
		],
		[
			['__proto__', '__proto__'],
			['__proto__', '__proto__ (2)'],
		],
	])('%j', (given, distinct) => {
		const paths = new DistinctPaths();
		expect(given.map((path) => paths.claim(path))).toEqual(distinct);
	});
});

describe('extents', () => {
	function settled(offsets: number[], shift = 0, directory = 1000): Extents {
		const extents = new Extents();
		offsets.forEach((offset, index) => expect(extents.add(offset)).toBe(index));
		extents.settle(shift, directory);
		return extents;
	}

	test('places are shifted, and given in order', () => {
		const extents = settled([50, 0, 90], 10);
		expect([0, 1, 2].map((number) => extents.start(number))).toEqual([60, 10, 100]);
		expect([...extents.starts()]).toEqual([10, 60, 100]);
	});

	test.each([
		[0, 50, 50],
		[50, 40, 90],
		[90, 910, 1000],
	])('the room of the entry at %i, of which it claims %i', (start, least, end) => {
		expect(settled([50, 0, 90]).endOf(start, least, 'a')).toBe(end);
	});

	test.each([
		[[0, 50], 0, 51, /"a" shares bytes/],
		[[0, 0], 0, 1, /"a" shares bytes/],
		[[0, 50], 50, 951, /"a" reaches into the central directory/],
		[[0, 1200], 0, 1001, /reaches into the central directory/],
		[[0, 1200], 1200, 30, /reaches into the central directory/],
	])('%j: the entry at %i with %i bytes', (offsets, start, least, says) => {
		expect(() => settled(offsets).endOf(start, least, 'a')).toThrow(says);
	});

	test.each([
		[1, [0, WRAP - 10, 5, 100], [0, WRAP - 10, WRAP + 5, WRAP + 100]],
		[2, [0, WRAP - 10, 5, 100, 3], [0, WRAP - 10, WRAP + 5, WRAP + 100, 2 * WRAP + 3]],
	])('without ZIP64 places run over: %i times', (times, stated, places) => {
		const extents = settled(stated, times * WRAP, times * WRAP + 500);
		expect(stated.map((_, number) => extents.start(number))).toEqual(places);
	});

	test('two that start at one place may not, even where no byte is claimed', () => {
		const extents = settled([0, 50, 50, 70]);
		expect(() => extents.endOf(50, 0, 'a')).toThrow(/"a" shares bytes/);
		expect(extents.endOf(0, 50, 'a')).toBe(50);
		expect(extents.endOf(70, 930, 'a')).toBe(1000);
		expect(() => settled([0, 0, 50]).endOf(0, 0, 'a')).toThrow(/"a" shares bytes/);
	});

	test('any number of places is searched', () => {
		const offsets = Array.from({ length: 100 }, (_, index) => index * 10);
		const extents = settled([...offsets].reverse());
		for (const offset of offsets) expect(extents.endOf(offset, 10, 'a')).toBe(offset + 10);
		for (const offset of offsets) expect(() => extents.endOf(offset, 11, 'a')).toThrow(ArchiveRefused);
	});

	test.each<[string, number[], number, number]>([
		['the directory alone has run over', [0, 3_000_000_000], WRAP, WRAP + 1000],
		['as the shift says', [0, 100], 0, 1000],
		['bytes in front are no turn', [0, 100, 50], 10, 1000],
	])('%s: read', (_, stated, shift, directory) => {
		expect(settled(stated, shift, directory).start(1)).toBe(stated[1] + shift * (shift === WRAP ? 0 : 1));
	});

	test.each<[string, number[], number, number]>([
		['a file that alone is as long as a turn', [0, 100], WRAP, WRAP + 1000],
		['a directory where the last file starts', [0, 1000], WRAP, WRAP + 1000],
		['a turn too few', [0, WRAP - 10, 5], 2 * WRAP, 2 * WRAP + 500],
		['a turn too many', [0, WRAP - 10, 5, 3], WRAP, WRAP + 500],
	])('%s: refused', (_, stated, shift, directory) => {
		const extents = new Extents();
		for (const offset of stated) extents.add(offset);
		expect(() => extents.settle(shift, directory)).toThrow(
			expect.objectContaining({
				message: 'A file of the archive has more than 4 GiB, and there are no ZIP64 records to say how many',
				description: 'macOS writes such archives. Have it built by another program, or with smaller files.',
				code: 'ARCHIVE_UNSUPPORTED',
			}),
		);
	});
});

describe('limits', () => {
	const spent = (): { path: string; taken: number; given: number } => ({ path: 'a', taken: 0, given: 0 });

	test('defaults', () => {
		expect(DEFAULT_LIMITS).toEqual({ files: 100_000, bytes: 8 * 1024 ** 3, ratio: 250 });
		expect(codeOf(() => new Budget().checkCount(100_000))).toBeUndefined();
		expect(codeOf(() => new Budget().checkCount(100_001))).toBe('LIMIT_EXCEEDED');
	});

	test('entries', () => {
		const budget = new Budget({ files: 2 });
		expect(codeOf(() => budget.checkCount(2))).toBeUndefined();
		expect(() => budget.checkCount(3)).toThrow('more than 2 entries');
	});

	test('bytes of all files together', () => {
		const budget = new Budget({ bytes: 100 });
		budget.give(spent(), 60);
		budget.give(spent(), 40);
		expect(() => budget.give(spent(), 1)).toThrow('unpacks to more than 100 bytes (reached at "a")');
	});

	test.each([
		[RATIO_FREE_BYTES, 1, undefined],
		[RATIO_FREE_BYTES + 1, 1, 'LIMIT_EXCEEDED'],
		[2 * RATIO_FREE_BYTES, RATIO_FREE_BYTES / 5, undefined],
		[2 * RATIO_FREE_BYTES + 1, RATIO_FREE_BYTES / 5, 'LIMIT_EXCEEDED'],
	])('%i bytes out of %i, ten times allowed', (given, taken, code) => {
		const budget = new Budget({ ratio: 10 });
		const one = spent();
		budget.take(one, taken);
		expect(codeOf(() => budget.give(one, given))).toBe(code);
		expect(
			codeOf(() => new Budget({ ratio: 10 }).announce([{ path: 'a', size: given, compressedSize: taken }])),
		).toBe(code);
	});

	test('one bomb among files that shrink little is one', () => {
		const budget = new Budget({ ratio: 10 });
		budget.take(spent(), RATIO_FREE_BYTES);
		const bomb = spent();
		budget.take(bomb, 1);
		budget.give(bomb, RATIO_FREE_BYTES);
		expect(codeOf(() => budget.give(bomb, 1))).toBe('LIMIT_EXCEEDED');
		expect(bomb).toEqual({ path: 'a', taken: 1, given: RATIO_FREE_BYTES + 1 });
	});

	test('what went in counts for all of it', () => {
		const budget = new Budget({ ratio: 10 });
		const one = spent();
		for (let times = 0; times < 10; times++) budget.take(one, RATIO_FREE_BYTES / 100);
		expect(codeOf(() => budget.give(one, RATIO_FREE_BYTES))).toBeUndefined();
		expect(codeOf(() => budget.give(one, 1))).toBe('LIMIT_EXCEEDED');
	});

	test.each<[string, (budget: Budget) => void, string, string]>([
		[
			'entries',
			(budget) => budget.checkCount(3),
			'The archive holds more than 2 entries',
			'Raise the limit on files if you trust the archive.',
		],
		[
			'bytes',
			(budget) => budget.give(spent(), 101),
			'The archive unpacks to more than 100 bytes (reached at "a")',
			'Raise the limit on bytes if you trust the archive, or unpack fewer of its files.',
		],
		[
			'ratio',
			(budget) =>
				budget.announce([
					{ path: 'b', size: 0, compressedSize: 0 },
					{ path: 'a', size: 2 ** 27, compressedSize: 1 },
				]),
			'"a" unpacks to more than 5 times its size',
			'This is how archive bombs are built. Raise the limit on the ratio if you trust the archive.',
		],
	])('what is told: %s', (what, spend, message, description) => {
		const budget = new Budget({ files: 2, bytes: what === 'ratio' ? 2 ** 40 : 100, ratio: 5 });
		expect(() => spend(budget)).toThrow(
			expect.objectContaining({ message, description, code: 'LIMIT_EXCEEDED' }),
		);
	});

	test('many small bombs are one', () => {
		const budget = new Budget({ ratio: 10 });
		const half = RATIO_FREE_BYTES / 2;
		budget.give(spent(), half);
		budget.give(spent(), half);
		expect(codeOf(() => budget.give(spent(), 1))).toBe('LIMIT_EXCEEDED');
	});

	test('what the directory announces', () => {
		const file = { path: 'a', size: 60, compressedSize: 60 };
		const budget = new Budget({ bytes: 120 });
		expect(codeOf(() => budget.announce([file, file]))).toBeUndefined();
		expect(() => budget.announce([file, file, { ...file, path: 'b', size: 1 }])).toThrow('reached at "b"');
	});
});

describe('what is kept', () => {
	test.each([
		[LONGEST_NAME, undefined],
		[LONGEST_NAME + 1, 'LIMIT_EXCEEDED'],
	])('a name of %i bytes', (length, code) => {
		expect(LONGEST_NAME).toBe(4096);
		expect(codeOf(() => checkNameLength(length))).toBe(code);
	});

	test('what is told of a long name', () => {
		expect(() => checkNameLength(5000)).toThrow(
			expect.objectContaining({
				message: 'The archive holds a file whose name has 5000 bytes',
				description: 'Names may have 4096 bytes, as on Linux. Have the archive built with shorter ones.',
			}),
		);
	});

	/** How many fit in, one after the other. */
	function most(add: (kept: KeptBytes) => void): number {
		const kept = new KeptBytes();
		let count = 0;
		try {
			for (;;) {
				add(kept);
				count++;
			}
		} catch (reason) {
			expect(reason).toMatchObject({
				message: "The archive's list of files takes more than 40 MiB of memory",
				description: 'Have it built with fewer files or shorter names, or download it with Download ZIP.',
				code: 'LIMIT_EXCEEDED',
			});
		} finally {
			kept.forget();
		}
		return count;
	}

	const long = 'a'.repeat(4000);
	test.each<[string, (kept: KeptBytes) => void, number]>([
		['entries with long names', (kept) => kept.met(long), 4080],
		['entries of whose name a part is kept', (kept) => kept.met(long, 65_535), 65_615],
		[
			'entries whose name is kept in fewer bytes than it came in',
			(kept) => kept.met('ア'.repeat(1000), 3000),
			2080,
		],
		['entries whose name is just not too long', (kept) => kept.met(long, 4096), 4080],
		['entries whose name is kept in more bytes than it came in', (kept) => kept.met(`${long}ā`, 4003), 8082],
		['records with long names', (kept) => kept.listed(long), 4120],
		['records with names that are kept', (kept) => kept.listed(null), 120],
		['texts', (kept) => kept.text(long), 4000],
		['texts of two bytes a character', (kept) => kept.text(`${long}ā`), 8002],
		['texts whose last Latin letter is the last', (kept) => kept.text(`${long}ÿ`), 4001],
		['texts whose first letter is none', (kept) => kept.text(`Ā${long}`), 8002],
	])('%s', (_, add, bytes) => {
		expect(most(add)).toBe(Math.floor(MOST_KEPT / bytes));
	});

	test('100,000 files with names of 120 characters fit in', () => {
		const kept = new KeptBytes();
		const name = 'a'.repeat(120);
		for (let count = 0; count < 100_000; count++) {
			kept.met(name);
			kept.listed(null);
		}
		kept.forget();
	});

	test('all archives at once have a budget as well, and give back what they had', () => {
		const many = [new KeptBytes(), new KeptBytes()];
		const mebibyte = 'a'.repeat(1024 * 1024);
		let count = 0;
		const fill = (): void => {
			for (;;) {
				many[count % 2].text(mebibyte);
				count++;
			}
		};
		expect(fill).toThrow(
			expect.objectContaining({
				message: 'The lists of files of all archives that are being read take more than 64 MiB of memory',
				description: 'Read fewer archives at once.',
				code: 'LIMIT_EXCEEDED',
			}),
		);
		expect(count).toBe(MOST_KEPT_AT_ONCE / mebibyte.length);
		for (const kept of many) kept.forget();
		expect(most((kept) => kept.text(mebibyte))).toBe(40);
	});
});

describe('comparison', () => {
	const facts = { crc: 1, size: 2, compressedSize: 3, method: 8, flags: 0 };
	test.each([
		[{ crc: 9 }, 'CRC-32 of "a" is 9 at its place and 1 in the directory'],
		[{ size: 9 }, 'the size of "a" is 9'],
		[{ compressedSize: 9 }, 'compressed size of "a" is 9'],
		[{ method: 0 }, 'compression method of "a" is 0'],
		[{ flags: 1 }, 'encryption mark of "a" is 1'],
		[{ flags: 0x40 }, 'encryption mark of "a" is 64'],
		[{ flags: 0x2000 }, 'encryption mark of "a" is 8192'],
	])('%j', (difference, says) => {
		expect(() => compare(facts, { ...facts, ...difference }, 'a')).toThrow(says);
		expect(codeOf(() => compare(facts, { ...facts, ...difference }, 'a'))).toBe('ARCHIVE_DAMAGED');
	});

	test.each([0x8, 0x800, 0x6])('flags that may differ: %i', (flags) => {
		expect(codeOf(() => compare(facts, { ...facts, flags }, 'a'))).toBeUndefined();
	});
});

describe('selection', () => {
	test.each<[Parameters<typeof wanted>[0], string[], string[]]>([
		[{}, ['a', 'x/a'], ['__MACOSX/a', 'x/__MACOSX', '.DS_Store', 'x/Thumbs.db', 'DESKTOP.INI']],
		[{ hideSystemFiles: false }, ['__MACOSX/a', 'x/.DS_Store'], []],
		[{}, ['a__MACOSX/a', 'x.DS_Store', 'Thumbs.db.txt', 'desktop.ini/a'], []],
		[{ include: ['*.csv', ' '] }, ['a.csv'], ['a.txt']],
		[{ include: [' '] }, ['a'], []],
		[{ exclude: ['*.csv'] }, ['a.txt'], ['a.csv']],
		[{ include: ['x/**'], exclude: ['*.csv'] }, ['x/a'], ['x/a.csv', 'a']],
		// macOS writes an accent as a character of its own, keyboards do not.
		[{ include: ['\u00fcber*', 're\u0301sum[\u00e9].txt'] }, ['u\u0308ber.txt', 'résumé.txt'], ['uber.txt']],
		[{ exclude: ['u\u0308.txt'] }, ['u.txt'], ['\u00fc.txt', 'u\u0308.txt']],
	])('%j', (patterns, yes, no) => {
		expect([...yes, ...no].filter(wanted(patterns))).toEqual(yes);
	});

	const TOO_MUCH = [
		'The file patterns are too many, or too long, to try them on every file',
		'Use fewer patterns, or shorter ones.',
	] as const;
	test.each([
		[
			{ include: ['a', 'a'.repeat(1025)] },
			'A file pattern is longer than 1,024 characters',
			'Use several short patterns.',
		],
		[
			{ exclude: ['!(a)'] },
			'A file pattern can\'t be used: "!(…)" is not supported: say what is not wanted in Exclude',
			'Write the pattern in another way.',
		],
		[{ include: Array<string>(500).fill('?'.repeat(1000)) }, ...TOO_MUCH],
	])('%#: refused', (patterns, message, description) => {
		expect(() => wanted(patterns)).toThrow(
			expect.objectContaining({ message, description, code: 'BAD_INPUT' }),
		);
	});

	test('files that are named are wanted, as they are and whatever they are called', () => {
		const isWanted = wanted({ paths: ['a/[x] *.txt', '.DS_Store'], exclude: ['b.txt'] });
		expect(['a/[x] *.txt', 'a/x b.txt', '.DS_Store', 'b.txt', 'c'].filter(isWanted)).toEqual([
			'a/[x] *.txt',
			'.DS_Store',
		]);
		expect(['a'].filter(wanted({ paths: [] }))).toEqual([]);
	});

	test.each<[string, string[]]>([
		['x/a (2).txt', ['x/a (2).txt', 'x/a.txt']],
		['a (12)', ['a', 'a (12)']],
		['a (2) (3).b.c', ['a (2) (3).b.c']],
		['a (2).b/c', ['a (2).b/c']],
		[' a.txt', [' a.txt', 'a.txt', 'a.txt ']],
		['\u00fc', ['u\u0308', '\u00fc']],
	])('as %j may be named whatever was told apart by it', (path, all) => {
		const others = ['x/a.txt', 'a', 'a.b/c', 'a.txt ', 'a.txt', 'u\u0308', '\u00fc', 'a (2).b.c'];
		const isWanted = wanted({ paths: [path] });
		expect([...new Set([...all, ...others])].filter(isWanted).sort()).toEqual([...all].sort());
	});

	test('a pattern of 1,024 characters is one', () => {
		const path = 'a'.repeat(1024);
		expect([path, 'a'].filter(wanted({ include: [path] }))).toEqual([path]);
	});

	test('a name that would take too long is refused, with the patterns as the reason', () => {
		const isWanted = wanted({ include: ['*a?'.repeat(340)] });
		expect(() => isWanted('ab'.repeat(2048))).toThrow(
			expect.objectContaining({ message: TOO_MUCH[0], description: TOO_MUCH[1], code: 'BAD_INPUT' }),
		);
	});
});

describe('patterns out of a text', () => {
	test.each([
		['*.csv, *.{a,b}\nx/**', ['*.csv', '*.{a,b}', 'x/**']],
		['{a,{b,c}},d', ['{a,{b,c}}', 'd']],
		['a{b,c', ['a{b', 'c']],
		['a}b,c', ['a}b', 'c']],
		['a},{b,c', ['a}', '{b', 'c']],
		[' , ,\n', []],
	])('%j', (text, patterns) => {
		expect(splitPatterns(text)).toEqual(patterns);
	});

	test('a million commas cost no more than they are', () => {
		const used = process.cpuUsage();
		expect(splitPatterns(`{${','.repeat(1_000_000)}`)).toEqual(['{']);
		expect(process.cpuUsage(used).user / 1000).toBeLessThan(2000);
	});
});

describe('code pages', () => {
	test.each([
		['cp437', [0x81, 0x9d, 0xe1, 0xff], 'ü¥ß\u00a0'],
		['cp850', [0x81, 0x9d, 0xe1, 0xff], 'üØß\u00a0'],
		['IBM850', [0xc6, 0xc7], 'ãÃ'],
		['ibm-852', [0x85, 0x88, 0x9d, 0xff], 'ůłŁ\u00a0'],
		['cp866', [0xae, 0xe2], 'от'],
		['koi8-r', [0xcf, 0xd4], 'от'],
		['cp1252', [0xc6], 'Æ'],
		['utf-8', [0xff], '\ufffd'],
	])('%s', (codePage, bytes, text) => {
		expect(decoderFor(codePage)(Uint8Array.from(bytes))).toBe(text);
	});

	test.each(['cp999', 'constructor', 'klingon'])('nobody knows %s', (codePage) => {
		expect(() => decoderFor(codePage)).toThrow(/not supported/);
	});
});

describe('first bytes', () => {
	test.each([
		['<!DOCTYPE html>', 'a web page'],
		['\ufeff\n <HTML>', 'a web page'],
		['<!-- x -->', 'a web page'],
		['<?xml version="1.0"?><html xmlns="x">', 'a web page'],
		['<?xml version="1.0"?><Error>', 'an XML text'],
		['<Error>', 'an XML text'],
		['{"a":1}', 'a JSON text'],
		['[ {', 'a JSON text'],
		['{}', 'a JSON text'],
		['{a', null],
		['<K\u0003\u0004', null],
		['PK\u0003\u0004', null],
		['', null],
	])('%j', (text, kind) => {
		expect(kindOfText(Buffer.from(text))).toBe(kind);
	});
});

test.each([
	['a', '"a"'],
	['a\n\u001b\u202e\u2028b', '"a____b"'],
	['a'.repeat(120), `"${'a'.repeat(120)}"`],
	['a'.repeat(121), `"${'a'.repeat(60)}…${'a'.repeat(55)}"`],
])('%j as it stands in a message', (path, quoted) => {
	expect(quote(path)).toBe(quoted);
});
