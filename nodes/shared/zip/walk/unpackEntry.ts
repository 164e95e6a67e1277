/**
 * One entry from its compressed bytes to whoever wants it. Tiny ones are inflated here and now, small ones
 * whole while the next is being read, large ones (and those of unknown size, once they have
 * turned out to be large) as a stream.
 */
import type { Cursor } from './cursor';
import type { Expected } from '../inflate/decoder';
import { newDecoder } from '../inflate/decoders';
import { type ArchiveEntry, hex8 } from '../rules/entry';
import type { EntryData } from './entryData';
import { Gathering } from '../inflate/gathering';
import type { Spent } from '../rules/limits';
import type { ReadRun } from './readRun';
import { asRefusal } from '../inflate/decoderFailure';
import { quote } from '../format/refused';
import { METHOD_STORED } from '../format/signatures';
import {
	checkStored,
	inflateTiny,
	inflateWhole,
	TINY_COMPRESSED,
	TINY_SIZE,
	tinyStored,
	WHOLE_LIMIT,
} from '../inflate/whole';
import { release } from '../engine/release';

interface Sizes extends Expected {
	compressedSize: number;
}

/** The beginning of a file that was gathered, and its room in the budget, which is given back when it has been handed on. */
interface Begun {
	pieces: Buffer[];
	room: number;
}

const NOTHING_YET: Begun = { pieces: [], room: 0 };

export class EntryUnpacker {
	readonly #gathering: Gathering;
	/**
	 * What the last file of unknown size held in memory. The next one waits for that much room before it is gathered, and
	 * not only when it is complete: buffers that wait to be handed over live long enough to end in V8's old heap.
	 */
	#lastWeight = 0;

	readonly #run: ReadRun;

	constructor(run: ReadRun) {
		this.#run = run;
		this.#gathering = new Gathering(run.buffers, run.gathered);
	}

	/** Data of known size, already at the cursor. Hands it over and leaves the cursor behind it. */
	async sized(entry: ArchiveEntry, cursor: Cursor, data: EntryData, sizes: Sizes): Promise<void> {
		const spent: Spent = { path: entry.path, taken: 0, given: 0 };
		const { compressedSize, size } = sizes;
		const { handover } = this.#run;
		const weight = compressedSize + size;
		if (compressedSize > WHOLE_LIMIT || size > WHOLE_LIMIT) {
			await this.#stream(entry, NOTHING_YET, data, sizes, spent);
			return;
		}
		if (!handover.hasRoom(weight)) await handover.room(weight);
		if (compressedSize <= TINY_COMPRESSED && size <= TINY_SIZE) {
			if (cursor.available < compressedSize) {
				await cursor.demand(compressedSize, () => `inside ${quote(entry.path)}`);
			}
			this.#tiny(entry, cursor.take(compressedSize), sizes, spent);
			return;
		}
		const { buffers, gathered } = this.#run;
		const room = buffers.borrow(compressedSize);
		if (!gathered.take(room.length)) {
			buffers.giveBack(room);
			await this.#stream(entry, NOTHING_YET, data, sizes, spent);
			return;
		}
		let at = 0;
		for (let pieces = await data.next(); pieces; pieces = await data.next()) {
			for (const piece of pieces) {
				room.set(piece, at);
				at += piece.length;
				release(piece);
			}
		}
		gathered.giveBack(room.length);
		this.#whole(entry, room.subarray(0, compressedSize), sizes, spent);
	}

	/** Data whose size comes behind it; the answer is what it turned out to be. */
	async described(entry: ArchiveEntry, data: EntryData): Promise<Sizes> {
		const spent: Spent = { path: entry.path, taken: 0, given: 0 };
		const gathering = this.#gathering;
		const { handover } = this.#run;
		if (!handover.hasRoom(this.#lastWeight)) await handover.room(this.#lastWeight);
		gathering.clear();
		for (let pieces = await data.next(); pieces; pieces = await data.next()) {
			const noRoomFor = pieces.findIndex((piece) => !gathering.add(piece));
			if (noRoomFor >= 0) {
				return await this.#stream(entry, this.#begun(pieces.slice(noRoomFor)), data, null, spent);
			}
			if (gathering.length > WHOLE_LIMIT) {
				return await this.#stream(entry, this.#begun(), data, null, spent);
			}
		}
		const sizes = settle(entry, data);
		const { length } = gathering;
		if (sizes.size > WHOLE_LIMIT) {
			await this.#stream(entry, this.#begun(), data, sizes, spent);
			return sizes;
		}
		this.#lastWeight = length + sizes.size;
		await handover.room(this.#lastWeight);
		const isTiny = length <= TINY_COMPRESSED && sizes.size <= TINY_SIZE;
		if (isTiny) this.#tiny(entry, gathering.data, sizes, spent);
		else this.#whole(entry, gathering.give(), sizes, spent);
		return sizes;
	}

	/** What was gathered so far, of a file that goes on in pieces. @param more what there was no room for */
	#begun(more: Buffer[] = []): Begun {
		if (this.#gathering.length === 0) return { pieces: more, room: 0 };
		const { data, room } = this.#gathering.giveWithRoom();
		return { pieces: [data, ...more], room };
	}

	#tiny(entry: ArchiveEntry, data: Buffer, expected: Sizes, spent: Spent): void {
		this.#run.budget.take(spent, data.length);
		this.#run.budget.give(spent, expected.size);
		const content = this.#decode(entry, () =>
			// Copied: a view would keep the window that it lies in for as long as the consumer keeps the file.
			entry.method === METHOD_STORED
				? tinyStored(Buffer.from(data), expected)
				: inflateTiny(entry.method, data, expected),
		);
		const { handover, sink } = this.#run;
		handover.start(expected.size + data.length, async () => await sink?.(entry, content));
	}

	/** What it borrows goes back only when all went well: of what failed, somebody may still be reading or writing. */
	#whole(entry: ArchiveEntry, data: Buffer, expected: Sizes, spent: Spent): void {
		const { budget, buffers, ending, handover, sink } = this.#run;
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

	#decode<T>(entry: ArchiveEntry, decoder: () => T): T {
		try {
			return decoder();
		} catch (reason) {
			throw asRefusal(reason, entry.path);
		}
	}

	/** @param begun what has come of it already */
	async #stream(
		entry: ArchiveEntry,
		begun: Begun,
		data: EntryData,
		known: Sizes | null,
		spent: Spent,
	): Promise<Sizes> {
		const { budget, ending, handover, sink } = this.#run;
		await handover.room(0);
		const given = (count: number): void => budget.give(spent, count);
		const decoder = this.#decode(entry, () => newDecoder(entry.method, given));
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
			this.#run.gathered.giveBack(begun.room);
			for (let pieces = await data.next(); pieces; pieces = await data.next()) {
				for (const piece of pieces) await feed(piece);
			}
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
