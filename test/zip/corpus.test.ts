/**
 * The 180 archives of the shared corpus, each by its class, in four ways of reading: forward and by the
 * directory, in ordinary chunks and one byte at a time.
 */
import { existsSync, readFileSync } from 'fs';
import { join, resolve } from 'path';
import { ArchiveRefused, listArchive } from '../../nodes/shared/zip';
import { unpackByDirectory } from './support/byDirectory';
import { MemorySource, type MemoryOptions } from './support/memorySource';
import { unpack, type Unpacked } from './support/unpack';

interface Case {
	file: string;
	expect: string;
	entries?: Array<{ name?: string; sha256?: string; note?: string }>;
}

const corpus = resolve(__dirname, '../../../shared/zipcorpus');
const cases: Case[] = existsSync(join(corpus, 'expect.json'))
	? (JSON.parse(readFileSync(join(corpus, 'expect.json'), 'utf8')) as Case[])
	: [];
if (cases.length === 0) console.log(`Skipped: there are no archives at ${corpus}`);

const WAYS: Array<[string, MemoryOptions]> = [
	['forward', {}],
	['forward, a byte at a time', { chunk: 1 }],
	['by the directory', { ranges: true }],
	['by the directory, a byte at a time', { ranges: true, chunk: 1 }],
];

const LARGE = 64 * 1024;

/** Where the corpus wants two things of the same bytes, or the package's own rule decides. See docs/zip-reader.md. */
const OWN_RULE: Record<string, string[]> = {
	// The same bytes as sloppy-filenames.zip, which must be read.
	'yauzl/failure/invalid characters in fileName a txt.zip': ['a/txt', 'b.txt'],
	// One byte behind the end record: read, as the whole class `tolerant` is.
	'yauzl/failure/Invalid comment length Expected 1 Found 0 Are there extra bytes at the end of the file Or is the end of central dir signature PK in the com.zip':
		['a.txt', 'b.txt'],
	// A backslash never comes out.
	'jszip/backslash.zip': ['Hel/lo.txt'],
	'python/zipdir_backslash.zip': ['a/b/c'],
	// Not UTF-8, not marked: CP437 until the user says more.
	'jszip/local_encoding_in_name.zip': ['ì«óá∩ »á»¬á/ì«óδ⌐ ΓÑ¬ßΓ«óδ⌐ ñ«¬π¼Ñ¡Γ.txt'],
	'made/names/shift-jis-unflagged.zip': ['ò/îvÄZ.txt'],
	'made/names/cp866-unflagged.zip': ['«ΓτÑΓ.txt'],
	// A slash in front is passed over.
	'yauzl/failure/absolute path atxt.zip': ['atxt', 'b.txt'],
	'made/ambiguity/b3-canonical-1.zip': ['a/b', 'a/b (2)'],
	// What the damaged field does not hold is known all the same.
	'yauzl/failure/extra field length exceeds extra field buffer size.zip': ['a.txt', 'b.txt'],
	// Both are kept, and told apart.
	'made/ambiguity/b1-duplicate-name.zip': ['test', 'test (2)'],
	// A folder by its name: its data is left out, with a warning.
	'made/ambiguity/a4-name-with-slash-has-data.zip': [],
};
const REFUSED_BY_RULE = new Set(['yauzl/wrong-entry-sizes/wrong-entry-sizes.zip']);

async function outcome(file: string, options: MemoryOptions): Promise<Unpacked | ArchiveRefused> {
	const bytes = readFileSync(join(corpus, file));
	// Thirteen bytes at a time where one would take minutes: it is odd as well, and cuts every record.
	const chunk = options.chunk && bytes.length > LARGE ? 13 : options.chunk;
	const source = new MemorySource(bytes, { ...options, chunk });
	try {
		return await (options.ranges ? unpack(source, {}, unpackByDirectory) : unpack(source));
	} catch (reason) {
		if (reason instanceof ArchiveRefused) return reason;
		throw reason;
	} finally {
		expect(source.openStreams).toBe(0);
	}
}

function isUnpacked(result: Unpacked | ArchiveRefused): asserts result is Unpacked {
	if (result instanceof ArchiveRefused) throw result;
}

function expectEntries(one: Case, result: Unpacked | ArchiveRefused): void {
	isUnpacked(result);
	const own = OWN_RULE[one.file];
	if (own) {
		expect(result.files.map(({ path }) => path).sort()).toEqual(own);
		return;
	}
	const listed = one.entries ?? [];
	const wanted = listed.filter(({ name, sha256 }) => sha256 && !name?.endsWith('/'));
	const expected = wanted.map(({ name, sha256 }) => `${name} ${sha256}`).sort();
	const got = result.files.map(({ path, sha256 }) => `${path} ${sha256}`).sort();
	const isExcerpt = listed.some(({ note }) => note);
	expect(isExcerpt ? got : expected).toEqual(expect.arrayContaining(isExcerpt ? expected : got));
	expect(isExcerpt ? [] : got).toEqual(isExcerpt ? [] : expected);
}

function expectRefused(result: Unpacked | ArchiveRefused): void {
	expect(result).toBeInstanceOf(ArchiveRefused);
	expect((result as ArchiveRefused).message).not.toMatch(
		/\b(error|problem|failure|mistake|undefined|null)\b/i,
	);
}

function expectSafe(result: Unpacked | ArchiveRefused): void {
	if (result instanceof ArchiveRefused) return;
	for (const { path } of result.files) {
		expect(path).not.toMatch(/(^|\/)\.\.(\/|$)|^\/|^[A-Za-z]:|\\|[\p{Cc}]/u);
	}
}

const CHECKS: Record<string, (one: Case, result: Unpacked | ArchiveRefused) => void> = {
	ok: expectEntries,
	tolerant: expectEntries,
	policy: (one, result) =>
		REFUSED_BY_RULE.has(one.file) ? expectRefused(result) : expectEntries(one, result),
	error: (one, result) => (OWN_RULE[one.file] ? expectEntries(one, result) : expectRefused(result)),
	refuse: (_, result) => expectRefused(result),
	'refuse-or-central': (one, result) =>
		result instanceof ArchiveRefused ? expectRefused(result) : expectEntries(one, result),
	'refuse-or-sanitise': (_, result) => expectSafe(result),
	limit: (_, result) => expectRefused(result),
};

const isUnreadable = ({ expect: kind }: Case): boolean => kind.startsWith('list-ok');

(cases.length > 0 ? describe : describe.skip)('the shared corpus', () => {
	const readable = cases.filter((one) => !isUnreadable(one));
	const named = [...readable.map((one): [string, string, Case] => [one.expect, one.file, one])];

	test.each(named.length > 0 ? named : [['', '', { file: '', expect: '' }]])(
		'%s: %s',
		async (kind, file, one) => {
			const check = CHECKS[kind];
			if (!check) throw new Error(`Nobody knows the class "${kind}"`);
			for (const [, options] of WAYS) check(one, await outcome(file, options));
		},
	);

	const unreadable = cases.filter(isUnreadable).map((one): [string] => [one.file]);
	test.each(unreadable.length > 0 ? unreadable : [['']])('listed, and refused by name: %s', async (file) => {
		const bytes = readFileSync(join(corpus, file));
		for (const [, options] of WAYS) {
			const { entries } = await listArchive(new MemorySource(bytes, options), {});
			const blocked = entries.filter(({ readable: can }) => !can);
			expect(blocked.length).toBeGreaterThan(0);
			const result = await outcome(file, options);
			expectRefused(result);
			expect((result as ArchiveRefused).message).toContain(`"${blocked[0].path}"`);
			expect((result as ArchiveRefused).message).toMatch(/encrypted|method \d+/);
			const { report } = await unpack(new MemorySource(bytes, options), { unreadable: 'skip' });
			expect(report.skipped.map(({ path }) => path)).toEqual(blocked.map(({ path }) => path));
		}
	});
});
