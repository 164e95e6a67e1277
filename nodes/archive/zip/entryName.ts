/**
 * What an entry is called. In this order: marked as UTF-8; the Unicode path field, if it belongs to the
 * name beside it; the code page that the user picked; bytes that happen to be UTF-8 (macOS and old
 * Info-ZIP write it unmarked, and text in any other code page is hardly ever valid UTF-8); CP437.
 */
import { decoderFor, type Decode } from './codePages';
import { crc32 } from './crc32';
import { UNICODE_PATH, type ExtraFields } from './extraFields';
import { u32 } from './numbers';
import { ArchiveRefused } from './refused';
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

/** 0: version 1, 1: CRC of the name that it replaces, 5: the name in UTF-8. */
function unicodePath(nameBytes: Buffer, extra: ExtraFields): string | null {
	const field = extra.get(UNICODE_PATH);
	if (!field || field.length < 6 || field[0] !== 1 || u32(field, 1) !== crc32(nameBytes)) return null;
	return asUtf8(field.subarray(5));
}

/** @throws ArchiveRefused when `codePage` is not the name of one */
export function nameDecoder(codePage = 'auto'): DecodeName {
	const cp437 = decoderFor('cp437');
	const chosen = codePage === 'auto' ? null : chosenDecoder(codePage);
	return (nameBytes, flags, extra) => {
		const path = extra.size > 0 ? unicodePath(nameBytes, extra) : null;
		if (flags & FLAG_UTF8 || !path) {
			if (isAscii(nameBytes)) return nameBytes.toString('latin1');
			if (flags & FLAG_UTF8) return asUtf8(nameBytes) ?? nameBytes.toString('utf8');
			return chosen ? chosen(nameBytes) : (asUtf8(nameBytes) ?? cp437(nameBytes));
		}
		return path;
	};
}

function chosenDecoder(codePage: string): Decode {
	try {
		return decoderFor(codePage);
	} catch {
		throw new ArchiveRefused(
			`There is no code page called "${codePage}"`,
			'Pick one from the list, or leave it to be found out.',
		);
	}
}
