/** The three ways in which a file comes to whoever wants it. */
import type { Expected } from '../inflate/decoder';
import { asRefusal } from '../inflate/decoderFailure';
import { newDecoder } from '../inflate/decoders';
import { checkStored, inflateTiny, inflateWhole, tinyStored } from '../inflate/whole';
import { METHOD_STORED } from '../format/signatures';
import type { ArchiveEntry } from '../rules/entry';
import type { Spent } from '../rules/limits';
import type { EntryData } from './entryData';
import type { ReadRun } from './readRun';

/** The beginning of a file that was gathered, and its room in the budget, which is given back when it has been handed on. */
export interface Begun {
	pieces: Buffer[];
	room: number;
}

/** A tiny file, inflated here and now. @param data a view, good until the next file is read */
export function handOverTiny(run: ReadRun, entry: ArchiveEntry, data: Buffer, expected: Expected): void {
	const { budget, handover, sink } = run;
	const spent = nothingSpent(entry);
	budget.take(spent, data.length);
	budget.give(spent, expected.size);
	const content = refusing(entry, () =>
		// Copied: a view would keep the window that it lies in for as long as the consumer keeps the file.
		// Some writers deflate nothing into nothing, without even an end.
		entry.method === METHOD_STORED || data.length === 0
			? tinyStored(Buffer.from(data), expected)
			: inflateTiny(entry.method, data, expected),
	);
	handover.start(expected.size + data.length, async () => await sink?.(entry, content));
}

/**
 * A small file, inflated while the next is being read. What it borrows goes back only when all went well: of what failed,
 * somebody may still be reading or writing.
 *
 * @param data in a buffer of the pool
 */
export function handOverWhole(run: ReadRun, entry: ArchiveEntry, data: Buffer, expected: Expected): void {
	const { budget, buffers, ending, handover, sink } = run;
	const spent = nothingSpent(entry);
	budget.take(spent, data.length);
	const given = (count: number): void => budget.give(spent, count);
	const refused = (reason: unknown): never => {
		throw asRefusal(reason, entry.path);
	};
	handover.start(data.length + expected.size, async () => {
		let content = data;
		if (entry.method === METHOD_STORED) {
			given(expected.size);
			await checkStored(content, expected, ending).catch(refused);
		} else {
			content = buffers.borrow(expected.size).subarray(0, expected.size);
			await inflateWhole(entry.method, data, content, expected, given, ending).catch(refused);
			buffers.giveBack(data);
		}
		await sink?.(entry, content);
		buffers.giveBack(content);
	});
}

/**
 * A large file, piece by piece as it comes.
 *
 * @param begun what has come of it already
 * @param expected is asked when all of it has come
 */
export async function handOverInPieces(
	run: ReadRun,
	entry: ArchiveEntry,
	begun: Begun,
	data: EntryData,
	expected: () => Expected,
): Promise<void> {
	const { budget, ending, gathered, handover, sink } = run;
	const spent = nothingSpent(entry);
	await handover.room(0);
	const given = (count: number): void => budget.give(spent, count);
	const decoder = refusing(entry, () => newDecoder(entry.method, given));
	const off = ending.onEnd((reason) => decoder.abort(reason));
	handover.start(0, async () => {
		try {
			await sink?.(entry, decoder.pieces);
		} finally {
			decoder.pieces.abandon(); // not read to its end: the rest is checked all the same
		}
	});
	try {
		const feed = async (piece: Buffer): Promise<void> => {
			budget.take(spent, piece.length);
			await decoder.write(piece);
		};
		for (const piece of begun.pieces) await feed(piece);
		gathered.giveBack(begun.room);
		for (let pieces = await data.next(); pieces; pieces = await data.next()) {
			for (const piece of pieces) await feed(piece);
		}
		await decoder.finish(expected());
	} catch (reason) {
		ending.throwIfEnded();
		const refusal = asRefusal(reason, entry.path);
		ending.end(refusal);
		throw refusal;
	} finally {
		off();
	}
}

const nothingSpent = ({ path }: ArchiveEntry): Spent => ({ path, taken: 0, given: 0 });

function refusing<T>(entry: ArchiveEntry, work: () => T): T {
	try {
		return work();
	} catch (reason) {
		throw asRefusal(reason, entry.path);
	}
}
