/** Wanted files, fetched by ranges: those that lie together in one. */
import type { Cursor } from './cursor';
import type { ArchiveEntry } from '../rules/entry';
import { SizedData } from './entryData';
import type { Extents } from '../rules/extents';
import { compare, type FoundEntries } from '../rules/metEntries';
import { LOCAL_HEADER_LENGTH, localHeaderLength, readLocalHeader } from '../format/localHeader';
import { u32 } from '../format/numbers';
import { withCursor } from './openCursor';
import { overlap } from './comparison';
import type { ReadRun } from './readRun';
import { inconsistent, quote, truncated } from '../format/refused';
import { FLAG_DESCRIPTOR, LOCAL_HEADER } from '../format/signatures';
import type { ByteSource } from '../../contract/source';
import { EntryUnpacker } from './unpackEntry';

/** A wanted entry as the directory tells of it. */
export interface Wanted {
	entry: ArchiveEntry;
	/** Where its local header starts. */
	start: number;
	crc: number;
	size: number;
	compressedSize: number;
	flags: number;
	method: number;
	/** The directory's name, made safe, before it was told apart from others. */
	path: string;
}

export interface Run {
	start: number;
	end: number;
	wanted: Array<Wanted & { end: number }>;
}

/** Bytes nobody wants that are cheaper to read than to ask again for what is behind them. */
const WORTH_READING_ON = 64 * 1024;
/** So few files get a range each: nothing is fetched that nobody asked for. */
const FEW = 16;

export function joinRuns(wanted: Wanted[], extents: Extents): Run[] {
	const runs: Run[] = [];
	const readOn = wanted.length > FEW ? WORTH_READING_ON : 0;
	for (const one of [...wanted].sort((a, b) => a.start - b.start)) {
		const end = extents.after(one.start);
		const last = runs.at(-1);
		if (last && one.start - last.end <= readOn) {
			last.end = end;
			last.wanted.push({ ...one, end });
		} else {
			runs.push({ start: one.start, end, wanted: [{ ...one, end }] });
		}
	}
	return runs;
}

/** Reads every run and hands its files over. */
export async function readRanges(
	run: ReadRun,
	source: ByteSource,
	runs: Run[],
	found: FoundEntries,
): Promise<void> {
	const unpacker = new EntryUnpacker(run);
	for (const { start, end, wanted } of runs) {
		await withCursor(source, run.ending, start, end, async (cursor) => {
			for (const one of wanted) {
				if (run.breath.due) await run.breath.take();
				await readOne(run, unpacker, cursor, one);
				const { entry, path, crc, size, compressedSize, flags, method } = one;
				const facts = { crc, size, compressedSize, flags, method, path, entry };
				found.set(one.start, { ...facts, skipped: false, listed: true });
			}
		});
	}
}

async function readOne(
	run: ReadRun,
	unpacker: EntryUnpacker,
	cursor: Cursor,
	one: Wanted & { end: number },
): Promise<void> {
	const { entry, path } = one;
	const where = (): string => `inside ${quote(path)}`;
	if (!(await cursor.skip(one.start - cursor.offset))) throw truncated(where());
	await cursor.demand(LOCAL_HEADER_LENGTH, where);
	if (u32(cursor.rest(), 0) !== LOCAL_HEADER) {
		throw inconsistent(`its directory lists ${quote(path)} at byte ${one.start}, where no entry starts`);
	}
	const length = localHeaderLength(cursor.rest());
	if (one.start + length + one.compressedSize > one.end) throw overlap(quote(path));
	await cursor.demand(length, where);
	const header = readLocalHeader(cursor.take(length));
	const told =
		header.flags & FLAG_DESCRIPTOR ? { ...one, method: header.method, flags: header.flags } : header;
	compare(one, told, path);
	const own = run.maker.pathOf(header).path;
	if (own !== path) entry.warnings.push(`At its own place in the archive this file is called ${quote(own)}`);
	await unpacker.sized(entry, cursor, new SizedData(cursor, one.compressedSize, path), one);
}
