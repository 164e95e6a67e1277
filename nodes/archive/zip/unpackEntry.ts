/**
 * One entry from its compressed bytes to whoever wants it. Tiny ones are inflated here and now, small ones
 * on another thread while the next is being read, large ones (and those of unknown size, once they have
 * turned out to be large) as a stream.
 */
import type { Cursor } from './cursor';
import { type Decoder, DeflateDecoder, type Expected, StoredDecoder } from './decoders';
import { type ArchiveEntry, hex8 } from './entry';
import type { EntryData } from './entryData';
import type { Spent } from './limits';
import type { ReadRun } from './readRun';
import { asRefusal } from './asRefusal';
import { quote, truncated } from './refused';
import { METHOD_STORED } from './signatures';
import {
	gzipFrame,
	inflateTiny,
	inflateWhole,
	TINY_COMPRESSED,
	TINY_SIZE,
	WHOLE_LIMIT,
	wholeStored,
} from './whole';
import { newBuffer } from './youngHeap';

interface Sizes extends Expected {
	compressedSize: number;
}

export class EntryUnpacker {
	constructor(private readonly run: ReadRun) {}

	/** Data of known size, already at the cursor. Hands it over and leaves the cursor behind it. */
	async sized(entry: ArchiveEntry, cursor: Cursor, data: EntryData, sizes: Sizes): Promise<void> {
		const spent: Spent = { path: entry.path, taken: 0, given: 0 };
		const { compressedSize, size } = sizes;
		const { handover } = this.run;
		const weight = compressedSize + size;
		if (compressedSize > WHOLE_LIMIT || size > WHOLE_LIMIT) {
			await this.stream(entry, [], data, sizes, spent);
			return;
		}
		if (!handover.hasRoom(weight)) await handover.room(weight);
		if (compressedSize <= TINY_COMPRESSED && size <= TINY_SIZE) {
			if (cursor.available < compressedSize) {
				await cursor.demand(compressedSize, () => `inside ${quote(entry.path)}`);
			}
			this.tiny(entry, cursor.take(compressedSize), sizes, spent);
			return;
		}
		const room = this.roomFor(entry, compressedSize);
		for (let at = 0; at < compressedSize;) {
			const piece = await data.next();
			if (!piece) throw truncated(`inside ${quote(entry.path)}`);
			room.data.set(piece, at);
			at += piece.length;
		}
		this.whole(entry, room, sizes, spent);
	}

	/** Data whose size comes behind it; the answer is what it turned out to be. */
	async described(entry: ArchiveEntry, data: EntryData): Promise<Sizes> {
		const spent: Spent = { path: entry.path, taken: 0, given: 0 };
		const gathered: Buffer[] = [];
		let length = 0;
		for (let piece = await data.next(); piece; piece = await data.next()) {
			gathered.push(piece);
			length += piece.length;
			if (length > WHOLE_LIMIT) return await this.stream(entry, gathered, data, null, spent);
		}
		const sizes = settle(entry, data);
		if (sizes.size > WHOLE_LIMIT) {
			await this.stream(entry, gathered, data, sizes, spent);
			return sizes;
		}
		await this.run.handover.room(length + sizes.size);
		if (length <= TINY_COMPRESSED && sizes.size <= TINY_SIZE) {
			this.tiny(entry, gathered.length === 1 ? gathered[0] : Buffer.concat(gathered, length), sizes, spent);
			return sizes;
		}
		const room = this.roomFor(entry, length);
		let at = 0;
		for (const piece of gathered) {
			room.data.set(piece, at);
			at += piece.length;
		}
		this.whole(entry, room, sizes, spent);
		return sizes;
	}

	private roomFor(entry: ArchiveEntry, length: number): { frame: Buffer; data: Buffer } {
		if (entry.method !== METHOD_STORED) return gzipFrame(length);
		const frame = newBuffer(length);
		return { frame, data: frame };
	}

	private tiny(entry: ArchiveEntry, data: Buffer, expected: Sizes, spent: Spent): void {
		this.run.budget.take(spent, data.length);
		this.run.budget.give(spent, expected.size);
		const content = this.decode(entry, () =>
			// Copied: a view would keep the window that it lies in for as long as the consumer keeps the file.
			entry.method === METHOD_STORED ? wholeStored(Buffer.from(data), expected) : inflateTiny(data, expected),
		);
		this.handOver(entry, expected.size + data.length, async () => content);
	}

	private whole(
		entry: ArchiveEntry,
		room: { frame: Buffer; data: Buffer },
		expected: Sizes,
		spent: Spent,
	): void {
		const { budget, ending } = this.run;
		budget.take(spent, room.data.length);
		const given = (count: number): void => budget.give(spent, count);
		this.handOver(entry, room.data.length + expected.size, async () => {
			if (entry.method !== METHOD_STORED) {
				try {
					return await inflateWhole(room.frame, expected, given, ending);
				} catch (reason) {
					throw asRefusal(reason, entry.path);
				}
			}
			given(expected.size);
			return this.decode(entry, () => wholeStored(room.data, expected));
		});
	}

	private decode(entry: ArchiveEntry, decoder: () => Buffer): Buffer {
		try {
			return decoder();
		} catch (reason) {
			throw asRefusal(reason, entry.path);
		}
	}

	private handOver(entry: ArchiveEntry, weight: number, content: () => Promise<Buffer>): void {
		const { handover, sink } = this.run;
		handover.start(weight, async () => await sink?.(entry, await content()));
	}

	private async stream(
		entry: ArchiveEntry,
		first: Buffer[],
		data: EntryData,
		known: Sizes | null,
		spent: Spent,
	): Promise<Sizes> {
		const { budget, ending, handover, sink } = this.run;
		await handover.room(0);
		const given = (count: number): void => budget.give(spent, count);
		const decoder: Decoder =
			entry.method === METHOD_STORED ? new StoredDecoder(given) : new DeflateDecoder(given);
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
			for (const piece of first) await feed(piece);
			first.length = 0;
			for (let piece = await data.next(); piece; piece = await data.next()) await feed(piece);
			const sizes = known ?? settle(entry, data);
			await decoder.finish(sizes);
			return sizes;
		} catch (reason) {
			ending.throwIfEnded();
			const refusal = asRefusal(reason, entry.path);
			ending.end(refusal);
			throw refusal;
		} finally {
			off();
		}
	}
}

/** Writes into the entry what its descriptor says. */
function settle(entry: ArchiveEntry, data: EntryData): Sizes {
	const { crc, size, compressedSize } = data.descriptor ?? { crc: 0, size: 0, compressedSize: 0 };
	entry.crc32 = hex8(crc);
	entry.size = size;
	entry.compressedSize = compressedSize;
	return { crc, size, compressedSize };
}
