/** Bytes that belong to no record: in front of the archive, or between its entries. */
import type { Cursor } from './cursor';
import { u32 } from '../format/numbers';
import { NeedsDirectory, notAZip, truncated } from '../format/refused';
import { ARCHIVE_EXTRA_DATA, followsAnEntry } from '../format/signatures';

const FIRST_LOOK = 512;
const FIRST_WORDS = 80;

/** Tells a page or an answer of the service from an archive, by its first bytes. */
export async function checkStart(cursor: Cursor): Promise<void> {
	await cursor.need(4);
	if (cursor.available === 0) throw notAZip('it is empty');
	if (cursor.available >= 2 && cursor.rest().subarray(0, 2).toString('latin1') === 'PK') return;
	await cursor.need(FIRST_LOOK);
	refuseText(cursor.rest());
}

/** @throws ArchiveRefused when the bytes are a page or an answer of a service, with its first words */
export function refuseText(bytes: Buffer): void {
	const start = bytes.subarray(0, FIRST_LOOK).toString('utf8');
	const text = start.replace(/^\ufeff/, '').trimStart();
	const kind = kindOf(text);
	if (!kind) return;
	const words = text
		.replace(/<(script|style)[\s\S]*?(<\/\1>|$)/gi, ' ')
		.replace(/<[^>]*>?/g, ' ')
		.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
		.trim()
		.slice(0, FIRST_WORDS);
	throw notAZip(`it is ${kind}${words ? ` that begins "${words}"` : ''}`);
}

function kindOf(text: string): string | null {
	if (/^<\?xml/i.test(text) && !/<html/i.test(text)) return 'an XML text';
	if (/^<(!doctype|html|head|body|!--|\?xml)/i.test(text)) return 'an HTML page';
	if (text.startsWith('<')) return 'an XML text';
	if (/^[{[]\s*["{[\]}]/.test(text)) return 'a JSON text';
	return null;
}

/** Self-extracting programs are smaller; anything that has no ZIP in its first 16 MiB is none. */
const LONGEST_GAP = 16 * 1024 * 1024;
const PK = Buffer.from('PK');

/**
 * Passes over bytes up to the next record. Whether that was right is for the directory to say: what was
 * taken for an entry and isn't one is not in it.
 *
 * @param mayAsk the directory can be asked at once, which is better than searching
 */
export async function skipToRecord(cursor: Cursor, mayAsk: boolean): Promise<void> {
	const start = cursor.offset;
	if (mayAsk) {
		throw new NeedsDirectory(
			`The archive has bytes that belong to no file at byte ${start}`,
			'Have the service build the archive again.',
		);
	}
	for (;;) {
		const window = cursor.rest();
		for (let at = window.indexOf(PK); at !== -1 && at + 4 <= window.length; at = window.indexOf(PK, at + 2)) {
			const signature = u32(window, at);
			if (!followsAnEntry(signature) || signature === ARCHIVE_EXTRA_DATA) continue;
			cursor.take(at);
			return;
		}
		cursor.take(Math.max(0, window.length - 3));
		if (cursor.offset - start > LONGEST_GAP) throw noRecord(start);
		if (!(await cursor.need(cursor.available + 1))) throw noRecord(start);
	}
}

const noRecord = (start: number): Error =>
	start === 0
		? notAZip('it holds nothing that a ZIP archive is made of')
		: truncated(`there is nothing but unknown bytes from byte ${start} on`);
