/** Reads the central directory and the records behind it, and checks that they fit together. */
import type { Breath } from '../../engine/eventLoopTurn';
import type { Cursor } from '../cursor';
import {
	DIRECTORY_END_LENGTH,
	type DirectoryEnd,
	hasLocator,
	mergeEnds,
	noZip64End,
	encryptedDirectory,
	readDirectoryEnd,
	readZip64End,
	readZip64Locator,
	ZIP64_END_LENGTH,
	ZIP64_LOCATOR_LENGTH,
	zip64EndLength,
} from '../../format/directoryEnd';
import {
	DIRECTORY_RECORD_LENGTH,
	type DirectoryRecord,
	directoryRecordLength,
	readDirectoryRecord,
} from '../../format/directoryRecord';
import { u16, u32 } from '../../format/numbers';
import { type ArchiveRefused, inconsistent } from '../../format/refused';
import * as signatures from '../../format/signatures';

export interface DirectoryRead {
	/** Where the directory really starts, and where its last record ends. */
	start: number;
	recordsEnd: number;
	/** Where each record ends, counted from the start. */
	recordEnds: number[];
	end: DirectoryEnd;
	/** Where the ZIP64 end record is, and where the locator says that it is. */
	zip64: { at: number; stated: number } | null;
}

const IN_DIRECTORY = (): string => 'inside its central directory';
/** No ZIP64 end record is longer, unless it was made to be read for ever. */
const LONGEST_ZIP64_END = 64 * 1024;

/** From the first record, at the cursor, up to the end record. `each` may throw to refuse the archive. */
export async function readDirectory(
	cursor: Cursor,
	breath: Breath,
	each: (record: DirectoryRecord) => void,
): Promise<DirectoryRead> {
	const start = cursor.offset;
	const recordEnds: number[] = [];
	let last: Buffer | null = null;
	let recordsEnd = start;
	let zip64End: ReturnType<typeof readZip64End> | null = null;
	let zip64At = 0;
	let stated: number | null = null;
	for (;;) {
		if (breath.due) await breath.take();
		if (cursor.available < 4) await cursor.demand(4, IN_DIRECTORY);
		switch (u32(cursor.rest(), 0)) {
			case signatures.DIRECTORY_RECORD: {
				if (zip64End) throw damagedDirectory();
				await demandFast(cursor, DIRECTORY_RECORD_LENGTH);
				const length = directoryRecordLength(cursor.rest());
				await demandFast(cursor, length);
				last = cursor.take(length);
				each(readDirectoryRecord(last));
				recordsEnd = cursor.offset;
				recordEnds.push(recordsEnd - start);
				break;
			}
			case signatures.DIRECTORY_SIGNATURE:
				await cursor.demand(6, IN_DIRECTORY);
				await cursor.skip(6 + u16(cursor.rest(), 4));
				recordsEnd = cursor.offset;
				break;
			case signatures.ZIP64_DIRECTORY_END: {
				if (zip64End) throw damagedDirectory();
				zip64At = cursor.offset;
				await cursor.demand(ZIP64_END_LENGTH, IN_DIRECTORY);
				const length = zip64EndLength(cursor.rest());
				if (length < ZIP64_END_LENGTH || length > LONGEST_ZIP64_END) throw damagedDirectory();
				zip64End = readZip64End(cursor.rest());
				await cursor.skip(length);
				break;
			}
			case signatures.ZIP64_LOCATOR:
				await cursor.demand(ZIP64_LOCATOR_LENGTH, IN_DIRECTORY);
				if (!zip64End) throw noZip64End();
				stated = readZip64Locator(cursor.take(ZIP64_LOCATOR_LENGTH));
				break;
			case signatures.DIRECTORY_END: {
				await cursor.demand(DIRECTORY_END_LENGTH, IN_DIRECTORY);
				const own = readDirectoryEnd(cursor.take(DIRECTORY_END_LENGTH));
				const end = mergeEnds(own, zip64End);
				if (!zip64End) {
					// Readers that start at the end take it for one, whatever it belongs to.
					if (last && hasLocator(last, last.length)) throw noZip64End();
					return { start, recordsEnd, recordEnds, end, zip64: null };
				}
				if (stated === null) throw inconsistent('its ZIP64 end record has no locator');
				return { start, recordsEnd, recordEnds, end, zip64: { at: zip64At, stated } };
			}
			case signatures.ARCHIVE_EXTRA_DATA:
				throw encryptedDirectory();
			default:
				throw damagedDirectory();
		}
	}
}

/** As `demand`, without a promise when the bytes are there: a directory may have 70,000 records. */
function demandFast(cursor: Cursor, count: number): Promise<void> | undefined {
	return cursor.available < count ? cursor.demand(count, IN_DIRECTORY) : undefined;
}

export const damagedDirectory = (): ArchiveRefused => inconsistent('its central directory is damaged');
