/**
 * One entry from its compressed bytes to whoever wants it: here is decided in which way. Of unknown size it is gathered until
 * its end, or until it has turned out to be large.
 */
import type { Cursor } from './cursor';
import type { Expected } from '../inflate/decoder';
import { type ArchiveEntry, hex8 } from '../rules/entry';
import type { EntryData } from './entryData';
import { Gathering } from '../inflate/gathering';
import { type Begun, handOverInPieces, handOverTiny, handOverWhole } from './handOver';
import type { ReadRun } from './readRun';
import { quote } from '../format/refused';
import { TINY_COMPRESSED, TINY_SIZE, WHOLE_LIMIT } from '../inflate/whole';
import { release } from '../engine/release';

interface Sizes extends Expected {
	compressedSize: number;
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
		const run = this.#run;
		const { compressedSize, size } = sizes;
		const { buffers, gathered, handover } = run;
		const inPieces = async (): Promise<void> =>
			await handOverInPieces(run, entry, NOTHING_YET, data, () => sizes);
		const weight = compressedSize + size;
		if (compressedSize > WHOLE_LIMIT || size > WHOLE_LIMIT) {
			await inPieces();
			return;
		}
		if (!handover.hasRoom(weight)) await handover.room(weight);
		if (compressedSize <= TINY_COMPRESSED && size <= TINY_SIZE) {
			if (cursor.available < compressedSize) {
				await cursor.demand(compressedSize, () => `inside ${quote(entry.path)}`);
			}
			handOverTiny(run, entry, cursor.take(compressedSize), sizes);
			return;
		}
		const room = buffers.borrow(compressedSize);
		if (!gathered.take(room.length)) {
			buffers.giveBack(room);
			await inPieces();
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
		handOverWhole(run, entry, room.subarray(0, compressedSize), sizes);
	}

	/** Data whose size comes behind it, and is written into the entry. */
	async described(entry: ArchiveEntry, data: EntryData): Promise<void> {
		const run = this.#run;
		const gathering = this.#gathering;
		const { handover } = run;
		const inPieces = async (more: Buffer[] = []): Promise<void> =>
			await handOverInPieces(run, entry, this.#begun(more), data, () => settle(entry, data));
		if (!handover.hasRoom(this.#lastWeight)) await handover.room(this.#lastWeight);
		gathering.clear();
		for (let pieces = await data.next(); pieces; pieces = await data.next()) {
			const noRoomFor = pieces.findIndex((piece) => !gathering.add(piece));
			if (noRoomFor >= 0) {
				await inPieces(pieces.slice(noRoomFor));
				return;
			}
			if (gathering.length > WHOLE_LIMIT) {
				await inPieces();
				return;
			}
		}
		const sizes = settle(entry, data);
		if (sizes.size > WHOLE_LIMIT) {
			await inPieces();
			return;
		}
		const { length } = gathering;
		this.#lastWeight = length + sizes.size;
		await handover.room(this.#lastWeight);
		const isTiny = length <= TINY_COMPRESSED && sizes.size <= TINY_SIZE;
		if (isTiny) handOverTiny(run, entry, gathering.data, sizes);
		else handOverWhole(run, entry, gathering.give(), sizes);
	}

	/** What was gathered so far, of a file that goes on in pieces. @param more what there was no room for */
	#begun(more: Buffer[]): Begun {
		if (this.#gathering.length === 0) return { pieces: more, room: 0 };
		const { data, room } = this.#gathering.giveWithRoom();
		return { pieces: [data, ...more], room };
	}
}

/** Writes into the entry what its descriptor says. */
function settle(entry: ArchiveEntry, { descriptor }: EntryData): Expected {
	const { crc, size, compressedSize } = descriptor ?? { crc: 0, size: 0, compressedSize: 0 };
	entry.crc32 = hex8(crc);
	entry.size = size;
	entry.compressedSize = compressedSize;
	return { crc, size };
}
