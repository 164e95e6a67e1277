/** Archives with one thing wrong, and what must hold for them. Used by the fuzzer and by its kept cases. */
import { createHash } from 'crypto';
import fc from 'fast-check';
import { ArchiveRefused } from '../../../nodes/shared/zip';
import { NeedsDirectory } from '../../../nodes/shared/zip/format/refused';
import { unpackByDirectory } from './byDirectory';
import { buildZip, type EntrySpec } from './buildZip';
import { MemorySource } from './memorySource';
import { unpack } from './unpack';

const text = (length: number): Buffer =>
	Buffer.from(Array.from({ length }, (_, at) => `${(at * 7919) % 1000},`).join(''));

/** What the archives hold; a reading may leave files out, but not give other bytes for one of them. */
export const BASES: Record<string, EntrySpec[]> = {
	stored: [
		{ name: 'a.txt', data: 'hello' },
		{ name: 'dir/b.bin', data: Buffer.alloc(40, 7) },
	],
	deflated: [
		{ name: 'a.csv', data: text(300), deflate: true },
		{ name: 'b.csv', data: text(50), deflate: true },
	],
	described: [
		{ name: 'a.csv', data: text(200), deflate: true, descriptor: 'signed' },
		{ name: 'b.txt', data: 'stored and described', descriptor: 'bare' },
		{ name: 'c.csv', data: text(40), deflate: true, descriptor: 'signed64' },
		{ name: 'd.txt', data: 'x', descriptor: 'bare64' },
	],
	wide: [
		{ name: 'w.csv', data: text(100), deflate: true, zip64: true },
		{ name: 'v', data: 'v', zip64: true },
	],
	nested: [
		{
			name: 'in.zip',
			data: buildZip([{ name: 'i', data: 'inner', descriptor: 'signed' }]),
			descriptor: 'signed',
		},
		{ name: 'empty/', data: '' },
		{ name: 'last', data: 'last' },
	],
	/** What writers leave behind: a removed file, one that was added again, bytes that belong to nothing. */
	edited: [
		{ name: 'a.txt', data: 'old', unlisted: true },
		{ name: 'b.csv', data: text(60), deflate: true, gap: Buffer.alloc(30, 1) },
		{ name: 'a.txt', data: 'new', descriptor: 'signed' },
		{ name: 'a.txt', data: 'third' },
		{ name: 'c/', data: '' },
	],
	large: [
		{ name: 'large.csv', data: text(30_000), deflate: true },
		{ name: 'after', data: 'after' },
	],
};
const BUILT = new Map(Object.entries(BASES).map(([name, entries]) => [name, buildZip(entries)]));

export interface DamagedArchive {
	base: string;
	/** Bytes that are overwritten: a place (as a share of the length) and a value. */
	changes: Array<{ at: number; value: number }>;
	/** How much of it arrives, as a share; 1 is all. */
	kept: number;
	/** A header field that is set to an edge: which record, which byte in it, how wide, what. */
	field: { record: number; at: number; width: 1 | 2 | 4; value: number } | null;
	chunks: number[];
}

const share = fc.double({ min: 0, max: 1, noNaN: true });
const edge = fc.constantFrom(
	0,
	1,
	2,
	8,
	0x7f,
	0x80,
	0xff,
	0x7fff,
	0xfffe,
	0xffff,
	0x7fffffff,
	0xfffffffe,
	0xffffffff,
);

export const damagedArchive: fc.Arbitrary<DamagedArchive> = fc.record({
	base: fc.constantFrom(...Object.keys(BASES)),
	changes: fc.array(fc.record({ at: share, value: fc.nat(255) }), { maxLength: 3 }),
	kept: fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: share }),
	field: fc.option(
		fc.record({
			record: fc.nat(12),
			at: fc.nat(60),
			width: fc.constantFrom<1 | 2 | 4>(1, 2, 4),
			value: edge,
		}),
	),
	chunks: fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 }),
});

/** Where records start: every "PK" that two small bytes follow. */
function recordsIn(bytes: Buffer): number[] {
	const places: number[] = [];
	for (let at = bytes.indexOf('PK'); at !== -1; at = bytes.indexOf('PK', at + 2)) {
		if (bytes[at + 2] < 9 && bytes[at + 3] < 9) places.push(at);
	}
	return places;
}

export function bytesOfCase(archive: DamagedArchive): Buffer {
	const bytes = Buffer.from(BUILT.get(archive.base) ?? Buffer.alloc(0));
	for (const { at, value } of archive.changes) bytes[Math.floor(at * (bytes.length - 1))] = value;
	if (archive.field) {
		const { record, at, width, value } = archive.field;
		const records = recordsIn(bytes);
		const place = records[record % Math.max(1, records.length)] + at;
		if (place + width <= bytes.length) bytes.writeUIntLE(value % 256 ** width, place, width);
	}
	return bytes.subarray(0, Math.floor(archive.kept * bytes.length));
}

export const describeCase = (archive: DamagedArchive): string =>
	`${JSON.stringify(archive)}\n${bytesOfCase(archive).toString('base64').slice(0, 4000)}`;

const LOCAL_HEADER = Buffer.from('PK\x03\x04');
const DEADLINE_MS = 60_000;

async function orTooLate<T>(work: Promise<T>): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error('The reading did not end')), DEADLINE_MS);
	});
	return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

export type Verdict = 'read' | 'refused' | 'only by the directory';

/** What came out of one reading: each file with its bytes, or why there is none. */
type Outcome = string[] | ArchiveRefused;

/**
 * Reads the archive forward and by its directory: both have to accept it, with the same names and bytes, or to refuse it.
 * Only what nothing but the directory can tell may be refused forward and read by it; it has to say so then.
 *
 * @throws Error when what must hold doesn't
 */
export async function judge(archive: DamagedArchive): Promise<Verdict> {
	const forward = await outcomeOf(archive, false);
	const byDirectory = await outcomeOf(archive, true);
	if (forward instanceof ArchiveRefused || byDirectory instanceof ArchiveRefused) {
		if (forward instanceof ArchiveRefused && byDirectory instanceof ArchiveRefused) return 'refused';
		if (forward instanceof NeedsDirectory) return 'only by the directory';
		throw new Error(`The two ways differ. Forward: ${told(forward)}. By the directory: ${told(byDirectory)}`);
	}
	if (forward.join('\n') === byDirectory.join('\n')) return 'read';
	throw new Error(`The two ways differ. Forward: ${told(forward)}. By the directory: ${told(byDirectory)}`);
}

const told = (outcome: Outcome): string =>
	outcome instanceof ArchiveRefused ? outcome.message : `read ${outcome.join()}`;

async function outcomeOf(archive: DamagedArchive, byDirectory: boolean): Promise<Outcome> {
	let turn = 0;
	const chunk = (): number => archive.chunks[turn++ % archive.chunks.length];
	const bytes = bytesOfCase(archive);
	const source = new MemorySource(bytes, { ranges: byDirectory, chunk });
	const known = new Set(BASES[archive.base].map(({ data }) => sha256(data)));
	// Without its first record this is a ZIP with other bytes around it, and a right one.
	if (archive.base === 'nested' && !bytes.subarray(0, 4).equals(LOCAL_HEADER)) known.add(sha256('inner'));
	const read = byDirectory ? unpackByDirectory : undefined;
	try {
		const { files } = await orTooLate(unpack(source, { unsafeNames: 'rename' }, read));
		for (const { path, sha256: got } of files) {
			if (!known.has(got)) throw new Error(`${path} came out with bytes that nobody put in`);
		}
		return files.map(({ path, sha256: got }) => `${path} ${got}`);
	} catch (reason) {
		if (!(reason instanceof ArchiveRefused)) throw reason;
		if (/\b(error|problem|failure|mistake|undefined|NaN)\b/i.test(reason.message)) throw reason;
		return reason;
	} finally {
		if (source.openStreams !== 0) throw new Error('A transfer was left open');
	}
}
