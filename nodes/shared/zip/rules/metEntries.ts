/** What reading has met at one place of the archive; kept until the directory has confirmed it. */
import type { ArchiveEntry } from './entry';
import type { EntryHeader } from '../format/localHeader';
import { inconsistent, quote } from '../format/refused';
import { ENCRYPTION_FLAGS } from '../format/signatures';

export interface Found {
	crc: number;
	size: number;
	compressedSize: number;
	method: number;
	flags: number;
	/** The name in the local header, made safe. */
	path: string;
	/** Where its data start. */
	dataStart: number;
	/** The entry, when it was handed over. */
	entry: ArchiveEntry | null;
	/** Why it can't be had: its data are damaged. That counts if the directory lists it. */
	damage: Error | null;
	/** The directory lists it. */
	listed: boolean;
}

/** By the offset of the local header. */
export type FoundEntries = Map<number, Found>;

export type Facts = Pick<EntryHeader, 'crc' | 'size' | 'compressedSize' | 'method' | 'flags'>;

/** @throws ArchiveRefused when the directory says something else of an entry than its own place does */
export function compare(listed: Facts, met: Facts, path: string): void {
	const differs = (what: string, one: number, other: number): void => {
		if (one === other) return;
		throw inconsistent(`the ${what} of ${quote(path)} is ${other} at its place and ${one} in the directory`);
	};
	differs('compression method', listed.method, met.method);
	differs('encryption mark', listed.flags & ENCRYPTION_FLAGS, met.flags & ENCRYPTION_FLAGS);
	differs('compressed size', listed.compressedSize, met.compressedSize);
	differs('size', listed.size, met.size);
	differs('CRC-32', listed.crc, met.crc);
}
