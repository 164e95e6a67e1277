/** Bytes that belong to no record: in front of the archive, or between its entries. */
import type { Cursor } from './cursor';
import { u32 } from '../format/numbers';
import { NeedsDirectory, NotInZip, NoZip, truncated } from '../format/refused';
import { splitArchive } from '../format/directoryRecord';
import { ARCHIVE_EXTRA_DATA, DATA_DESCRIPTOR, followsAnEntry } from '../format/signatures';
import { FIRST_LOOK, isZipStart, kindOfText, otherFormat } from '../format/firstBytes';

/** Fewer bytes are no record. */
const SHORTEST = 4;

/** Tells a page or an answer of the service from an archive, by its first bytes. */
export async function checkStart(cursor: Cursor): Promise<void> {
	await cursor.need(SHORTEST);
	if (isZipStart(cursor.rest())) return;
	await cursor.need(FIRST_LOOK);
	refuseText(cursor.rest());
	if (cursor.available < SHORTEST && !'PK'.startsWith(cursor.rest().toString('latin1')))
		throw new NoZip(null);
}

/**
 * @throws NoZip when the bytes are nothing, a page, an answer of a service, or an archive in another format: what kind, and not
 * what it says
 */
export function refuseText(bytes: Buffer): void {
	if (bytes.length === 0) throw new NoZip('nothing');
	const kind = kindOfText(bytes);
	if (kind) throw new NoZip(kind);
	const format = otherFormat(bytes);
	if (format) throw new NotInZip(format);
}

/** As `refuseText`, where there is no end record either, which a program with a ZIP behind it would have. */
export function refuseWhatIsNoZip(firstBytes: Buffer): void {
	refuseText(firstBytes);
	if (!isZipStart(firstBytes)) throw new NoZip(null);
	refuseFirstPart(firstBytes);
}

/** An archive without its end that begins so is cut on purpose (APPNOTE 8.5.3). @throws ArchiveRefused */
export function refuseFirstPart(firstBytes: Buffer): void {
	if (u32(firstBytes, 0) === DATA_DESCRIPTOR) throw splitArchive();
}

/** Self-extracting programs are smaller; anything that has no ZIP in its first 16 MiB is none. */
const LONGEST_GAP = 16 * 1024 * 1024;
const PK = Buffer.from('PK');

/**
 * Passes over bytes up to the next record. Whether that was right is for the directory to say: what was
 * taken for an entry and isn't one is not in it.
 */
export async function skipToRecord(cursor: Cursor): Promise<void> {
	const start = cursor.offset;
	for (;;) {
		const window = cursor.rest();
		for (let at = window.indexOf(PK); at !== -1 && at + 4 <= window.length; at = window.indexOf(PK, at + 2)) {
			const signature = u32(window, at);
			if (!followsAnEntry(signature) || signature === ARCHIVE_EXTRA_DATA) continue;
			cursor.pass(at);
			return;
		}
		cursor.pass(window.length - 3);
		const far = cursor.offset - start > LONGEST_GAP;
		if (far && start > 0)
			throw new NeedsDirectory(`more than 16 MiB from byte ${start} on belong to no file`);
		if (far || !(await cursor.need(cursor.available + 1))) throw noRecord(start);
	}
}

const noRecord = (start: number): Error =>
	start === 0 ? new NoZip(null) : truncated(`there is nothing but unknown bytes from byte ${start} on`);
