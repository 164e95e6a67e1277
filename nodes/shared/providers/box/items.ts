import type { ForeignValue } from '../../contract/api';
import { entriesIn } from '../../base/list';
import { Refusal } from '../../base/refusal';
import { recordIn } from '../../base/untrusted';

/** One thing that Box packs. */
export interface BoxItem {
	type: 'file' | 'folder';
	id: string;
}

/** Ids are decimal numbers in text; the longest that Box gives out have fewer than twenty digits. */
const ID = /^\d{1,24}$/;
const HOW =
	'Pick it from the list, write "file:123" or "folder:456", or paste the address of the file or folder in Box. An expression may also give {{ $json.type }}:{{ $json.id }}, or a list of objects with type and id. Right behind n8n\'s own Box node the id alone is enough.';

/** Commas, lines, and the spaces that a browser makes of lines which are pasted into a field of one line. */
const BETWEEN = /[\n,]|(?<=\d)\s+(?=[a-z])/i;

/** What a user entered, or an expression gave, entry by entry. */
export function boxEntries(value: unknown): unknown[] {
	return entriesIn(value, BETWEEN);
}

/** A bare id that is the input item's own, as it comes of dragging it into the field, with the type that stands beside it there. */
export function withType(entry: ForeignValue, input: ForeignValue): unknown {
	const { type, id } = recordIn(input);
	const isOwn = isText(entry) && isText(id) && String(entry) === String(id);
	return isOwn && typeof type === 'string' && ID.test(String(id)) ? { type, id } : entry;
}

/** Objects are left alone: one with a `toString` of its own can't be made a text. */
const isText = (value: unknown): value is string | number =>
	typeof value === 'string' || typeof value === 'number';

/** The same as items without repetitions. @throws Refusal naming the entry that is none */
export function boxItems(value: unknown): BoxItem[] {
	const found = new Map<string, BoxItem>();
	for (const entry of boxEntries(value)) {
		const item =
			typeof entry === 'object' && entry !== null ? fromObject(entry) : fromText(String(entry).trim());
		if (item === undefined)
			throw new Refusal(`${shown(entry)} does not say which file or folder of Box it is`, HOW);
		found.set(`${item.type}:${item.id}`, item);
	}
	if (found.size === 0) throw new Refusal('Files and Folders is empty', HOW);
	return [...found.values()];
}

/** `folder:123`; `folder/123` is what n8n cuts out of a pasted address. */
function fromText(text: string): BoxItem | undefined {
	const [, type, id] = /^(file|folder|web_link)s?\s*[:/]\s*(\d+)$/i.exec(text) ?? [];
	return type === undefined ? fromAddress(text) : checked(type.toLowerCase(), id);
}

/** `https://app.box.com/folder/123`, or the same below a company's own name. A shared link names no id. */
function fromAddress(text: string): BoxItem | undefined {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (url === undefined || !/(?:^|\.)box\.com$/.test(url.hostname)) return undefined;
	if (/^\/[sv]\//.test(url.pathname)) {
		throw new Refusal(
			'A shared link of Box does not tell which file or folder it stands for',
			'Open the link in the browser, go to the file or folder itself, and paste the address that shows then.',
		);
	}
	const [, type, id] = /\/(file|folder|web_link)s?\/(\d+)\/?$/.exec(url.pathname) ?? [];
	return type === undefined ? undefined : checked(type, id);
}

function fromObject(entry: object): BoxItem | undefined {
	const { type, id } = entry as { type?: unknown; id?: unknown };
	if (typeof type !== 'string') return undefined;
	const text = typeof id === 'number' && Number.isSafeInteger(id) ? String(id) : id;
	return typeof text === 'string' ? checked(type, text.trim()) : undefined;
}

/** Box refuses these with a code that says nothing of which item it was. */
function checked(type: string, id: string): BoxItem | undefined {
	if (type === 'web_link') {
		throw new Refusal(
			`Box cannot put the web link ${id.slice(0, 24)} into an archive`,
			'Only files and folders have content. Leave web links out of the list.',
		);
	}
	if (type === 'folder' && /^0+$/.test(id)) {
		throw new Refusal(
			'Box cannot pack the root folder (All Files)',
			'Name the folders and files in it, one to a line.',
		);
	}
	return isItem(type, id) ? { type, id } : undefined;
}

/** Whether it is something that Box packs. */
export function isItem(type: string, id: string): type is BoxItem['type'] {
	return (type === 'file' || type === 'folder') && ID.test(id);
}

function shown(entry: unknown): string {
	const text = typeof entry === 'object' ? JSON.stringify(entry) : String(entry);
	// A pasted shared link can be a key to the file, so addresses are not repeated.
	return text.includes('://') ? 'The address' : `"${text.slice(0, 60)}"`;
}
