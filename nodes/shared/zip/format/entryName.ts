/**
 * What an entry is called. In this order: the Unicode path field, if it belongs to the name beside it (a
 * writer that adds it means it); marked as UTF-8; the code page that the user picked; bytes that happen to be UTF-8 (macOS and old
 * Info-ZIP write it unmarked, and text in any other code page is hardly ever valid UTF-8); CP437.
 */
import { decoderFor, type Decode } from './codePages';
import { crc32 } from './crc32';
import { UNICODE_PATH, type ExtraFields } from './extraFields';
import { u32 } from './numbers';
import { ArchiveRefused, quote } from './refused';
import { FLAG_UTF8 } from './signatures';

export type DecodeName = (nameBytes: Buffer, flags: number, extra: ExtraFields) => string;

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function asUtf8(bytes: Uint8Array): string | null {
	try {
		return strictUtf8.decode(bytes);
	} catch {
		return null;
	}
}

function isAscii(bytes: Uint8Array): boolean {
	for (let at = 0; at < bytes.length; at++) if (bytes[at] > 127) return false;
	return true;
}

/** 0: version 1, 1: CRC of the name that it replaces, 5: the name in UTF-8. The first that fits. */
function unicodePath(nameBytes: Buffer, extra: ExtraFields): string | null {
	for (const { id, data } of extra) {
		if (id !== UNICODE_PATH || data.length < 6 || data[0] !== 1) continue;
		if (u32(data, 1) === crc32(nameBytes)) return asUtf8(data.subarray(5));
	}
	return null;
}

/** @throws ArchiveRefused when `codePage` is not the name of one */
export function nameDecoder(codePage = 'auto'): DecodeName {
	const cp437 = decoderFor('cp437');
	const chosen = codePage === 'auto' ? null : chosenDecoder(codePage);
	return (nameBytes, flags, extra) => {
		const path = extra.length > 0 ? unicodePath(nameBytes, extra) : null;
		if (path) return path;
		if (isAscii(nameBytes)) return nameBytes.toString('latin1');
		if (flags & FLAG_UTF8) return asUtf8(nameBytes) ?? nameBytes.toString('utf8');
		return chosen ? chosen(nameBytes) : (asUtf8(nameBytes) ?? cp437(nameBytes));
	};
}

function chosenDecoder(codePage: string): Decode {
	try {
		return decoderFor(codePage);
	} catch {
		return unknownCodePage(codePage);
	}
}

function unknownCodePage(codePage: string): never {
	throw new ArchiveRefused(
		`There is no code page called ${quote(codePage)}`,
		'Pick one from the list, or leave it to be found out.',
		'BAD_INPUT',
	);
}
