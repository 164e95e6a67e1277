import type { IDataObject } from 'n8n-workflow';
import { badItem, Refusal } from '../../base/refusal';
import { textField, type Fields } from '../../base/fields';
import { pickedIn } from '../../base/pick/picked';
import { nameWithoutZip } from '../../base/zipName';
import { boxEntries, boxItems, withType, type BoxItem } from './items';

/** What Box is asked to pack. */
export interface BoxRequest {
	items: BoxItem[];
	/** Without `.zip`: Box adds it. */
	name?: string;
}

/** An archive holds at most this many files, counted after folders are opened: so at least no more items than that. */
export const MOST_ITEMS = 10_000;

/** @throws Refusal when the fields name nothing that Box can pack */
export function requestFrom(fields: Fields): BoxRequest {
	const items = [...boxEntries(fields.get('boxItems', '')), ...pickedIn(fields.get('boxMoreItems'))];
	const { input } = fields;
	const typed = items.map((entry) => withType(entry, input));
	return requestOf(boxItems(typed), nameWithoutZip(textField(fields, 'boxFileName')));
}

/** The request in a handle, which anybody may have written. @throws Refusal */
export function parse({ items, name }: IDataObject): BoxRequest {
	if (!Array.isArray(items)) {
		throw badItem('The archive item does not say which files and folders of Box are meant');
	}
	return requestOf(boxItems(items), typeof name === 'string' ? nameWithoutZip(name) : undefined);
}

/** One request for the items of many, each once. The first name that was given counts. */
export function combine(requests: readonly BoxRequest[]): BoxRequest {
	const items = boxItems(requests.flatMap((request) => request.items));
	return requestOf(items, requests.find(({ name }) => name !== undefined)?.name);
}

/** Parts of as many items as fit one archive; their names are numbered. */
export function split(request: BoxRequest): BoxRequest[] {
	const { items, name } = request;
	if (items.length <= MOST_ITEMS) return [request];
	const parts: BoxRequest[] = [];
	for (let start = 0; start < items.length; start += MOST_ITEMS) {
		const part = name === undefined ? undefined : `${name}-${parts.length + 1}`;
		parts.push(requestOf(items.slice(start, start + MOST_ITEMS), part));
	}
	return parts;
}

/** What an archive is called here that was given no name: files have to tell which of many they come from. Box is told nothing of it. */
export function nameOf({ items }: BoxRequest): string {
	const [{ type, id }] = items;
	return items.length === 1 ? `${type}-${id}` : `${type}-${id}-and-${items.length - 1}-more`;
}

/** @throws Refusal when Box would refuse the number of items */
export function refuseTooMany({ items }: BoxRequest): void {
	if (items.length <= MOST_ITEMS) return;
	throw new Refusal(
		`${items.length} items are more than the 10,000 files that Box puts into one archive`,
		'Turn on Split Large Requests in the options to get several archives, or name the folders instead of their files.',
	);
}

function requestOf(items: BoxItem[], name: string | undefined): BoxRequest {
	return { items, ...(name === undefined ? {} : { name }) };
}
