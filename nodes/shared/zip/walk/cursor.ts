/**
 * A place in a transfer, and the window of bytes at it. Never holds more than one window: what was asked
 * for with `need`, rounded up to the chunk it came in.
 */
import type { Ending } from '../../base/ending';
import type { ByteStream } from '../../contract/source';
import { DIRECTORY_END_LENGTH } from '../format/directoryEnd';
import { u16 } from '../format/numbers';
import { truncated } from '../format/refused';
import { Breath } from '../engine/eventLoopTurn';
import { release } from '../engine/release';
import { buffersMade } from '../engine/youngHeap';

const EMPTY: Buffer = Buffer.alloc(0);
/** Chunks smaller than this are joined before they are handed on: each step costs more than the copy. */
const WORTH_HANDING_ON = 1024;
/** An end record, and a comment as services write it. */
const KEPT_OF_END = 1024;

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export class Cursor {
	#window: Buffer = EMPTY;
	#at = 0;
	/** Somebody took a part of the window: it is theirs as well. */
	#isShared = false;
	#finished = false;
	readonly #breath = new Breath();
	readonly #chunks: AsyncIterator<Uint8Array>;
	/** The last bytes that came. */
	readonly #last = Buffer.alloc(KEPT_OF_END);
	/** Offset in the archive of the next byte. */
	offset: number;

	readonly #ending: Ending;

	constructor(stream: ByteStream, ending: Ending) {
		this.#ending = ending;
		this.#chunks = stream[Symbol.asyncIterator]();
		this.offset = stream.offset;
	}

	/** How many bytes are in the window. */
	get available(): number {
		return this.#window.length - this.#at;
	}

	/** Brings `count` bytes into the window; false when the archive ends before. */
	async need(count: number): Promise<boolean> {
		if (this.available >= count) return true;
		const parts = this.available > 0 ? [this.#window.subarray(this.#at)] : [];
		let total = this.available;
		while (total < count && !this.#finished) {
			const chunk = await this.#nextChunk();
			if (!chunk) break;
			parts.push(chunk);
			total += chunk.length;
		}
		this.#open(parts.length === 1 ? parts[0] : this.#join(parts, total));
		return total >= count;
	}

	/** As `need`, for bytes that must be there: `where` tells what was being read. */
	async demand(count: number, where: () => string): Promise<void> {
		if (this.available < count && !(await this.need(count))) throw truncated(where());
	}

	/** The bytes in the window, without taking them. */
	rest(): Buffer {
		return this.#at === 0 ? this.#window : this.#window.subarray(this.#at);
	}

	/**
	 * The next `count` bytes of the window, or all that it holds. They are the taker's: windows are never reused, and the
	 * cursor no longer looks at one that was taken whole, so that it may be released.
	 */
	take(count: number): Buffer {
		if (count >= this.available) {
			const rest = this.rest();
			if (this.#at > 0) buffersMade(this.#window.length); // nobody can release what is taken in parts
			this.#open(EMPTY);
			this.offset += rest.length;
			return rest;
		}
		const piece = this.#window.subarray(this.#at, this.#at + Math.max(0, count));
		this.#isShared = true;
		this.#at += piece.length;
		this.offset += piece.length;
		return piece;
	}

	/** Taken bytes that are needed again: the next ones to come. They lie right in front of the window. */
	putBack(bytes: Buffer): void {
		this.offset -= bytes.length;
		this.#open(Buffer.concat([bytes, this.rest()]));
	}

	/** At least a kilobyte of the next `limit` bytes (or all of them); null when the archive ends before. */
	async piece(limit: number): Promise<Buffer | null> {
		const worth = Math.min(limit, WORTH_HANDING_ON);
		if (this.available < worth && !(await this.need(worth))) return null;
		return this.take(limit);
	}

	/** Passes over `count` bytes; false when the archive ends before. */
	async skip(count: number): Promise<boolean> {
		for (let left = count; left > 0; left -= this.pass(left)) {
			if (this.available === 0 && !(await this.need(1))) return false;
		}
		return true;
	}

	/** Passes over `count` bytes of the window, or all that it holds; gives their number. Nobody may look at them any more. */
	pass(count: number): number {
		const passed = Math.max(0, Math.min(count, this.available));
		this.#at += passed;
		this.offset += passed;
		if (this.#at === this.#window.length) {
			this.#done();
			this.#open(EMPTY);
		}
		return passed;
	}

	/** Whether the transfer has ended with an end record, and with its comment if that is short: then nothing is missing. */
	get endedWhole(): boolean {
		const last = this.#last;
		const at = last.lastIndexOf('PK\x05\x06', undefined, 'latin1');
		return this.#finished && at >= 0 && at + DIRECTORY_END_LENGTH + u16(last, at + 20) === KEPT_OF_END;
	}

	#open(window: Buffer): void {
		this.#window = window;
		this.#at = 0;
		this.#isShared = false;
	}

	/** Nobody needs the window any more. */
	#done(): void {
		if (this.#isShared) buffersMade(this.#window.length);
		else release(this.#window);
	}

	/**
	 * What they were joined of is freed at once: eight archives with names of 64 KB made V8 mark all of n8n's memory for it, half a
	 * second in which nobody else had a turn.
	 */
	#join(parts: Buffer[], total: number): Buffer {
		const joined = Buffer.concat(parts, total);
		this.#done();
		parts.forEach(release);
		return joined;
	}

	async #nextChunk(): Promise<Buffer | null> {
		this.#ending.throwIfEnded();
		const next = await this.#ending.orEnd(this.#chunks.next());
		if (next.done) {
			this.#finished = true;
			return null;
		}
		buffersMade(next.value.length); // Node's HTTP client reads into another one, and copies
		const chunk = asBuffer(next.value);
		const end = chunk.subarray(-KEPT_OF_END);
		this.#last.copyWithin(0, end.length);
		this.#last.set(end, KEPT_OF_END - end.length);
		// Node hands over up to 32 chunks in one turn of the loop, and memory that is touched for the first time makes each dear:
		// 2 MiB took 20 ms in a virtual machine.
		if (this.#breath.due) await this.#breath.take();
		return chunk;
	}
}
