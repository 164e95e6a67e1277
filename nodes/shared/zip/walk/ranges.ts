/** Wanted files, fetched by ranges: those that lie together in one. */
import type { Cursor } from './cursor';
import { LONGEST_DESCRIPTOR, descriptorStartingAt } from '../format/dataDescriptor';
import { SizedData } from './entryData';
import { compare, type FoundEntries } from '../rules/metEntries';
import { LOCAL_HEADER_LENGTH, localHeaderLength, readLocalHeader } from '../format/localHeader';
import { u32 } from '../format/numbers';
import { withCursor } from './openCursor';
import { noEntryAt, otherNameAtItsPlace } from './comparison';
import type { Wanted } from './directory/listing';
import type { ReadRun } from './readRun';
import { inconsistent, overlap, quote, truncated } from '../format/refused';
import { DATA_DESCRIPTOR, FLAG_DESCRIPTOR, LOCAL_HEADER } from '../format/signatures';
import type { ByteSource } from '../../contract/source';
import { EntryUnpacker } from './unpackEntry';

export interface Run {
	start: number;
	end: number;
	wanted: Wanted[];
}

/** Bytes nobody wants that are cheaper to read than to ask again for what is behind them. */
const WORTH_READING_ON = 64 * 1024;
/** So few files get a range each: nothing is fetched that nobody asked for. */
const FEW = 16;
/** What one more request is worth in bytes: its way to the server and back, at an ordinary speed. */
const BYTES_PER_REQUEST = 1024 * 1024;

/** Files in the archive's order, cut into what is asked for at once: by single ranges, or all in one if that costs less. */
export function joinRuns(wanted: Wanted[]): Run[] {
	const runs = cutRuns(inOrder(wanted), wanted.length > FEW ? WORTH_READING_ON : 0);
	const bytes = runs.reduce((sum, one) => sum + one.end - one.start, 0);
	const [first, last] = [runs.at(0), runs.at(-1)];
	if (!first || !last) return [];
	if (bytes + (runs.length - 1) * BYTES_PER_REQUEST <= last.end - first.start) return runs;
	return [{ start: first.start, end: last.end, wanted: runs.flatMap((one) => one.wanted) }];
}

/** Nearly every directory lists its files in order. Numbers are sorted by the engine: comparing would block for 70,000. */
function inOrder(wanted: Wanted[]): Wanted[] {
	const byStart = new Map(wanted.map((one) => [one.start, one]));
	return [...Float64Array.from(byStart.keys()).sort()].flatMap((start) => byStart.get(start) ?? []);
}

function cutRuns(wanted: Wanted[], readOn: number): Run[] {
	const runs: Run[] = [];
	for (const one of wanted) {
		const last = runs.at(-1);
		if (last && one.start - last.end <= readOn) {
			last.end = one.end;
			last.wanted.push(one);
		} else {
			runs.push({ start: one.start, end: one.end, wanted: [one] });
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
				found.set(one.start, { ...one, dataStart: one.start, damage: null, listed: true });
			}
		});
	}
}

async function readOne(run: ReadRun, unpacker: EntryUnpacker, cursor: Cursor, one: Wanted): Promise<void> {
	const { entry, path, compressedSize } = one;
	const where = (): string => `inside ${quote(path)}`;
	if (!(await cursor.skip(one.start - cursor.offset))) throw truncated(where());
	await cursor.demand(LOCAL_HEADER_LENGTH, where);
	if (u32(cursor.rest(), 0) !== LOCAL_HEADER) throw noEntryAt(one);
	const length = localHeaderLength(cursor.rest());
	if (one.start + length + compressedSize > one.end) throw overlap(path);
	await cursor.demand(length, where);
	const header = readLocalHeader(cursor.rest());
	cursor.pass(length);
	const described = (header.flags & FLAG_DESCRIPTOR) !== 0;
	// What stands in front of a described entry proves nothing: it was written before anybody knew.
	const { method, flags } = header;
	compare(one, described ? { ...one, method, flags } : header, path);
	const own = run.maker.metPathOf(header).path;
	if (own !== path) entry.warnings.push(otherNameAtItsPlace(own));
	await unpacker.sized(entry, cursor, new SizedData(cursor, compressedSize, path), one);
	if (described) await checkDescriptor(cursor, one);
}

/** What stands behind the data has to say the same as the directory: reading forward has nothing else to go by. */
async function checkDescriptor(cursor: Cursor, one: Wanted): Promise<void> {
	const room = one.end - cursor.offset;
	await cursor.need(Math.min(room, LONGEST_DESCRIPTOR + 4));
	const descriptor = descriptorStartingAt(cursor.rest(), one.compressedSize, room);
	const rest = cursor.rest();
	if (descriptor) {
		compare(one, { ...one, crc: descriptor.crc, size: descriptor.size }, one.path);
	} else if (cursor.available >= 4 && u32(rest, 0) === DATA_DESCRIPTOR) {
		// Something else stands behind it, so nothing tells whether its sizes have 4 bytes or 8.
		if (u32(rest, 8) !== one.compressedSize >>> 0)
			throw inconsistent(`what stands behind ${quote(one.path)} gives it another length than the directory`);
		compare(one, { ...one, crc: u32(rest, 4) }, one.path);
	}
}
