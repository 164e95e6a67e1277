/**
 * Reads ZIP archives of any size in flat memory, forward from a stream, with what n8n lets a package use.
 *
 * A ZIP is a row of entries (a local header, the data, sometimes a data descriptor), then the central
 * directory, which lists them all once more with their offsets, then the end record:
 *
 *     [local header][data][descriptor] … [directory record] … [ZIP64 end][ZIP64 locator][end][comment]
 *
 * Principles
 * 1. Forward, as bytes arrive; never more in memory than a few windows, whatever the archive says.
 * 2. The directory decides. Nothing counts until every entry was compared with it: a difference refuses the
 *    archive, and what it doesn't list is left out.
 * 3. Every byte handed over is checked by CRC-32 and length; a half result never passes for a whole one.
 * 4. Limits hold for what comes out, not for what the archive claims.
 * 5. Names are hostile until made safe. Nothing that could be read in two ways is read in either.
 * 6. Whatever stops (a consumer, the user, the server), everything stops.
 *
 * Not done here, on purpose: decryption, methods other than stored and deflated, split archives, repairing
 * damaged ones, links and permissions (they come out as plain files), ZIPs inside ZIPs (they are files).
 */
import { readByDirectory } from './walk/byDirectory';
import { Ending } from '../base/ending';
import { onStop } from '../base/onStop';
import type { FoundEntries } from './rules/metEntries';
import { ForwardReader } from './walk/forward';
import { withCursor } from './walk/openCursor';
import { ReadRun, type EntrySink, type ReadOptions, type ReadReport } from './walk/readRun';
import { passOn } from './format/refused';
import { RangesUnavailable } from '../base/rangesUnavailable';
import type { ByteSource } from '../contract/source';

export type { ArchiveEntry } from './rules/entry';
export { DEFAULT_LIMITS, type Limits } from './rules/limits';
export type { EntryContent, EntrySink, ReadOptions, ReadReport } from './walk/readRun';
export { ArchiveRefused } from './format/refused';
export { RangesUnavailable } from '../base/rangesUnavailable';
export type { ByteSource, ByteStream } from '../contract/source';

/**
 * Hands every wanted file to `sink`, while later ones still arrive. Up to eight small files (8 MiB) are in the
 * sink's hands at once; the order they end in is theirs, and their memory is used again when it has settled.
 * `sink` may take entry's `size`, `compressedSize` and `crc32` for final once it has read the content, its names and
 * warnings once this has resolved.
 *
 * Build results from `report.entries`, not from what `sink` has seen: a file that the directory doesn't
 * list is handed over and then left out.
 *
 * @throws ArchiveRefused when the archive can't be read as asked; else the first thing that `sink`, the
 *   source or `signal` threw. Nothing that was handed over counts then.
 */
export async function unpackArchive(
	source: ByteSource,
	options: ReadOptions,
	sink: EntrySink,
): Promise<ReadReport> {
	return await reading(options, sink, source);
}

/** Lists every wanted file and unpacks none: by the directory alone where the source has ranges. */
export async function listArchive(source: ByteSource, options: ReadOptions): Promise<ReadReport> {
	return await reading(options, null, source);
}

/** By the directory where that can be asked for: it knows sizes, names and limits before the first byte is stored. */
async function readArchive(run: ReadRun, source: ByteSource): Promise<void> {
	const found: FoundEntries = new Map();
	if (source.ranges && (await worksByDirectory(run, source, found))) return;
	await withCursor(source, run.ending, 0, undefined, async (cursor) => {
		await new ForwardReader(run, cursor, found).read();
	});
}

/** False when ranges don't work after all: what was handed over stays so. */
async function worksByDirectory(run: ReadRun, source: ByteSource, found: FoundEntries): Promise<boolean> {
	try {
		await readByDirectory(run, source, found);
		return true;
	} catch (reason) {
		if (!(reason instanceof RangesUnavailable) && source.doubtPieces?.(reason) !== true) passOn(reason);
	}
	run.startOver(found);
	return false;
}

async function reading(
	options: ReadOptions,
	sink: EntrySink | null,
	source: ByteSource,
): Promise<ReadReport> {
	const ending = new Ending();
	const { signal } = options;
	const stop = (): void => ending.end(signal?.reason);
	if (signal?.aborted) stop();
	const off = onStop(signal, stop);
	let run: ReadRun | undefined;
	try {
		run = new ReadRun(options, sink, ending);
		ending.throwIfEnded();
		await readArchive(run, source);
		await run.handover.idle();
		const { entries, files, skipped } = run.report;
		if (files > 0 && entries.length + skipped.length === 0)
			run.warn(`None of the files in the archive was asked for: it holds ${files}`);
		return run.report;
	} catch (reason) {
		ending.end(reason);
		ending.throwIfEnded(); // the first reason, which may be another one than what arrived here
		return passOn(reason);
	} finally {
		run?.leave();
		off();
		ending.end(new Error('The reading is over'));
	}
}
