/** One file of the archive, as it is shown to the user. */
import type { DirectoryRecord } from '../format/directoryRecord';
import type { DecodeName } from '../format/entryName';
import { checkNameLength, LONGEST_NAME } from './keptBytes';
import type { EntryHeader } from '../format/localHeader';
import { safePath, type SafePath } from './safePath';
import { quote } from '../format/refused';
import { ENCRYPTION_FLAGS, METHOD_DEFLATE64, METHOD_DEFLATED, METHOD_STORED } from '../format/signatures';
import { modifiedAt } from '../format/timestamps';

export interface ArchiveEntry {
	/** Safe path with forward slashes; unlike any other of this archive. */
	path: string;
	/** Last part of the path, fit to be a file name anywhere. */
	name: string;
	/** The path without its last part; empty at the top. */
	folder: string;
	size: number;
	compressedSize: number;
	/** ISO 8601; without a zone when the archive tells a local time only. */
	modifiedAt: string | null;
	/** Eight hexadecimal digits. */
	crc32: string;
	/** 0 stored, 8 deflated, 9 Deflate64; others can't be read. */
	method: number;
	encrypted: boolean;
	readable: boolean;
	unreadableBecause: string | null;
	warnings: string[];
}

const READABLE_METHODS = new Set([METHOD_STORED, METHOD_DEFLATED, METHOD_DEFLATE64]);
const METHODS: Record<number, string> = {
	1: 'shrunk',
	6: 'imploded',
	12: 'bzip2',
	14: 'LZMA',
	93: 'Zstandard',
	95: 'xz',
	98: 'PPMd',
};

const ENCRYPTED_AES = 99;

function obstacle(header: EntryHeader, danger: string | null): string | null {
	if (header.flags & ENCRYPTION_FLAGS || header.method === ENCRYPTED_AES) return 'it is encrypted';
	if (!READABLE_METHODS.has(header.method)) {
		const known = METHODS[header.method];
		return `its compression method ${header.method}${known ? ` (${known})` : ''} is not supported`;
	}
	return danger;
}

export const hex8 = (crc: number): string => crc.toString(16).padStart(8, '0');

/** Makes entries out of headers. */
export class EntryMaker {
	readonly #decode: DecodeName;
	readonly #renameUnsafe: boolean;

	constructor(decode: DecodeName, renameUnsafe: boolean) {
		this.#decode = decode;
		this.#renameUnsafe = renameUnsafe;
	}

	/** The path alone: enough to tell whether an entry is wanted. @throws ArchiveRefused when it is too long */
	pathOf(header: EntryHeader): SafePath {
		const name = this.#decode(header.nameBytes, header.flags, header.extra);
		checkNameLength(Math.max(name.length, header.nameBytes.length));
		return safePath(name);
	}

	/** The path at an entry's own place, where one that is too long is cut: whether it is in the way, the directory says. */
	metPathOf(header: EntryHeader): SafePath {
		const name = this.#decode(header.nameBytes.subarray(0, LONGEST_NAME), header.flags, header.extra);
		return safePath(name.slice(0, LONGEST_NAME));
	}

	/**
	 * The entry as the directory tells it. Where reading forward has made it already and nothing but numbers can differ, that one
	 * is brought up to date and stays: tens of thousands made anew in one go are what the collector has to copy in one go, and
	 * held the event loop for 20 ms.
	 *
	 * @param own its path in this archive, where two have the same name
	 */
	settle(record: DirectoryRecord, safe: SafePath, own: string, met: ArchiveEntry | null): ArchiveEntry {
		const isPlain = !safe.changed && own === safe.path;
		if (
			met === null ||
			!isPlain ||
			met.path !== own ||
			met.warnings.length > 0 ||
			obstacle(record, null) !== null
		)
			return this.make(record, safe, own);
		met.size = record.size;
		met.compressedSize = record.compressedSize;
		met.method = record.method;
		const crc32 = hex8(record.crc);
		if (met.crc32 !== crc32) met.crc32 = crc32;
		const moment = modifiedAt(record.dosDate, record.dosTime, record.extra);
		if (met.modifiedAt !== moment) met.modifiedAt = moment;
		return met;
	}

	/** The whole entry. @param path its own in this archive, where two have the same name */
	make(header: EntryHeader, safe: SafePath, path = safe.path): ArchiveEntry {
		const warnings: string[] = [];
		if (safe.changed) {
			const given = this.#decode(header.nameBytes, header.flags, header.extra);
			warnings.push(`The archive calls this file ${quote(given)}: its name was made safe`);
		}
		const own = path === safe.path ? safe : safePath(path);
		if (own !== safe) warnings.push(`The archive holds more than one file called ${quote(safe.path)}`);
		const danger = this.#renameUnsafe || safe.danger === null ? null : `its name is not safe: ${safe.danger}`;
		const unreadableBecause = obstacle(header, danger);
		return {
			path,
			name: own.name,
			folder: own.folder,
			size: header.size,
			compressedSize: header.compressedSize,
			modifiedAt: modifiedAt(header.dosDate, header.dosTime, header.extra),
			crc32: hex8(header.crc),
			method: header.method,
			encrypted: (header.flags & ENCRYPTION_FLAGS) !== 0 || header.method === ENCRYPTED_AES,
			readable: unreadableBecause === null,
			unreadableBecause,
			warnings,
		};
	}
}

const UNIX = 3;
const MAC = 19;
const REGULAR_FILE = 0x8;
const FOLDER = 0x4;
const LINK = 0xa;

/** What only the directory tells: links and devices come out as plain files, and never as what they claim. */
export function warnOfSpecialFile(record: DirectoryRecord, entry: ArchiveEntry): void {
	if (record.madeBy !== UNIX && record.madeBy !== MAC) return;
	const type = record.externalAttributes >>> 28;
	if (type === 0 || type === REGULAR_FILE || type === FOLDER) return;
	entry.warnings.push(
		type === LINK
			? 'This is a symbolic link: its content is the path that it points to'
			: 'This is a device or another special file: only its content was taken',
	);
}
