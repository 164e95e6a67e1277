/**
 * Follows the structure of a ZIP that streams by, at the cost of a scan: from record to record, over the data, to the end
 * record. Every entry of the directory has to start where one was met. Nothing is unpacked.
 *
 * Where the structure can't be followed (bytes between entries, an encrypted directory, sizes that only the directory
 * knows) it is lost, and only the last bytes tell whether the archive is whole.
 */
import { descriptorEndingAt, LONGEST_DESCRIPTOR } from '../../zip/format/dataDescriptor';
import {
	DIRECTORY_END_LENGTH,
	type DirectoryEnd,
	mergeEnds,
	readDirectoryEnd,
	readZip64End,
	readZip64Locator,
	ZIP64_END_LENGTH,
	ZIP64_LOCATOR_LENGTH,
	zip64EndLength,
} from '../../zip/format/directoryEnd';
import {
	DIRECTORY_RECORD_LENGTH,
	directoryRecordLength,
	readDirectoryRecord,
} from '../../zip/format/directoryRecord';
import {
	type EntryHeader,
	LOCAL_HEADER_LENGTH,
	localHeaderLength,
	readLocalHeader,
} from '../../zip/format/localHeader';
import { u32 } from '../../zip/format/numbers';
import { ArchiveRefused, inconsistent, passOn } from '../../zip/format/refused';
import * as signatures from '../../zip/format/signatures';
import { WRAP } from '../../zip/rules/extents';
import { ByteQueue } from './byteQueue';
import { ListedFiles } from './listedFiles';
import { Places } from './places';

type Steps = Generator<undefined, void>;
const PK = Buffer.from('PK');

export class Structure {
	readonly #queue = new ByteQueue();
	readonly #places = new Places();
	readonly #steps = this.#follow();
	/** Files of the directory, as far as it was met. */
	readonly files = new ListedFiles();
	#records = 0;
	/** Where the archive ends, once its end record was met. */
	end: number | null = null;
	lost = false;

	/** @throws ArchiveRefused when the directory contradicts what was met */
	push(chunk: Uint8Array): void {
		if (this.lost || this.end !== null) return;
		this.#queue.add(chunk);
		this.#steps.next();
	}

	*#follow(): Steps {
		for (;;) {
			yield* this.#need(4);
			if (u32(this.#queue.all(), 0) !== signatures.LOCAL_HEADER) break;
			this.#places.add(this.#queue.offset);
			yield* this.#entry();
			if (this.lost) return;
		}
		yield* this.#directory();
	}

	/** Waits for more until so many bytes are there. */
	*#need(count: number): Steps {
		while (this.#queue.length < count) yield;
	}

	*#skip(count: number): Steps {
		for (let left = count; ;) {
			left -= this.#queue.drop(left);
			if (left === 0) return;
			yield;
		}
	}

	*#entry(): Steps {
		yield* this.#need(LOCAL_HEADER_LENGTH);
		const length = localHeaderLength(this.#queue.all());
		yield* this.#need(length);
		const header = this.#orLost(() => readLocalHeader(this.#queue.all().subarray(0, length)));
		if (!header) return;
		this.#queue.drop(length);
		if (header.flags & signatures.FLAG_DESCRIPTOR) yield* this.#describedData(header);
		else yield* this.#skip(header.compressedSize);
	}

	/** Data whose length stands behind them: see DescribedData in the reader, which unpacks them as well. */
	*#describedData({ crc, size, compressedSize, method, nameBytes }: EntryHeader): Steps {
		const isNothing = nameBytes.at(-1) === 0x2f || (method === signatures.METHOD_DEFLATED && size === 0);
		const mayEndBare = (passed: number): boolean =>
			passed === 0 ? isNothing : crc !== 0 && passed === compressedSize;
		for (let before = 0; ;) {
			const window = this.#queue.all();
			for (
				let at = window.indexOf(PK);
				at !== -1 && at + 4 <= window.length;
				at = window.indexOf(PK, at + 2)
			) {
				if (!signatures.followsAnEntry(u32(window, at))) continue;
				if (!descriptorEndingAt(window, at, before) && !mayEndBare(before + at)) continue;
				this.#queue.drop(at);
				return;
			}
			before += this.#queue.drop(Math.max(0, window.length - LONGEST_DESCRIPTOR - 4));
			yield;
		}
	}

	*#directory(): Steps {
		const start = this.#queue.offset;
		let zip64: ReturnType<typeof readZip64End> | null = null;
		for (;;) {
			yield* this.#need(4);
			switch (u32(this.#queue.all(), 0)) {
				case signatures.DIRECTORY_RECORD:
					yield* this.#record();
					break;
				case signatures.ZIP64_DIRECTORY_END:
					yield* this.#need(ZIP64_END_LENGTH);
					zip64 = readZip64End(this.#queue.all());
					yield* this.#skip(zip64EndLength(this.#queue.all()));
					break;
				case signatures.ZIP64_LOCATOR:
					yield* this.#need(ZIP64_LOCATOR_LENGTH);
					readZip64Locator(this.#queue.all());
					yield* this.#skip(ZIP64_LOCATOR_LENGTH);
					break;
				case signatures.DIRECTORY_END: {
					yield* this.#need(DIRECTORY_END_LENGTH);
					const end = mergeEnds(readDirectoryEnd(this.#queue.all()), zip64);
					this.#check(end, start, zip64 !== null);
					this.end = this.#queue.offset + DIRECTORY_END_LENGTH + end.commentLength;
					return;
				}
				default:
					this.lost = true;
			}
			if (this.lost) return;
		}
	}

	*#record(): Steps {
		yield* this.#need(DIRECTORY_RECORD_LENGTH);
		const length = directoryRecordLength(this.#queue.all());
		yield* this.#need(length);
		const record = this.#orLost(() => readDirectoryRecord(this.#queue.all().subarray(0, length)));
		if (!record) return;
		if (!this.#startsAt(record.offset)) {
			throw inconsistent(`its directory lists a file at byte ${record.offset}, where no entry starts`);
		}
		this.files.add(record);
		this.#records++;
		this.#queue.drop(length);
	}

	/** Without ZIP64 records places run over at 4 GiB, as in what macOS writes. */
	#startsAt(offset: number): boolean {
		for (let place = offset; place < this.#queue.offset; place += WRAP)
			if (this.#places.mayHave(place)) return true;
		return false;
	}

	#check(end: DirectoryEnd, start: number, isZip64: boolean): void {
		const counts = isZip64 ? end.count === this.#records : end.count === (this.#records & 0xffff);
		if (!counts)
			throw inconsistent(
				`its directory holds ${this.#records} entries and its end record counts ${end.count}`,
			);
		if ((start - end.offset) % WRAP !== 0)
			throw inconsistent(`its directory starts at byte ${start} and its end record says ${end.offset}`);
	}

	#orLost<T>(read: () => T): T | null {
		try {
			return read();
		} catch (reason) {
			if (!(reason instanceof ArchiveRefused)) return passOn(reason);
			this.lost = true;
			return null;
		}
	}
}
