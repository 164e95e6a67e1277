import type { IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { above } from '../../shared/run/inputFields';
import { pairedWith } from '../../shared/run/items';
import type { ArchiveEntry } from '../../shared/zip';
import type { Download, Tally } from './operation';

/** One file of an archive as an n8n item. */
export function entryItem(
	entry: ArchiveEntry,
	{ archive, items, kept }: Pick<Download, 'archive' | 'items' | 'kept'>,
	binary?: IBinaryKeyData,
): INodeExecutionData {
	const { path, name, folder, size, compressedSize, modifiedAt, crc32 } = entry;
	// One literal each: V8 makes such objects old at once where they all stay. Put together by spreading they were copied twice, and
	// took twice the room.
	const own: IDataObject = { path, name, folder, size, compressedSize, modifiedAt, crc32, archive };
	tellOddities(entry, own);
	const json = above(kept, own);
	const pairedItem = pairedWith(items);
	return binary === undefined ? { json, pairedItem } : { json, binary, pairedItem };
}

/** The same with nothing in it but what tells a file from others. */
export function compactItem(
	entry: ArchiveEntry,
	{ items, kept }: Pick<Download, 'items' | 'kept'>,
): INodeExecutionData {
	const { path, size, modifiedAt } = entry;
	const own: IDataObject = { path, size, modifiedAt };
	tellOddities(entry, own);
	return { json: above(kept, own), pairedItem: pairedWith(items) };
}

/** Brings an item up to date that was made when its file was stored: sizes and names are final when the directory was read. */
export function settleItem({ json, binary }: INodeExecutionData, entry: ArchiveEntry): void {
	json.path = entry.path;
	json.name = entry.name;
	json.folder = entry.folder;
	json.size = entry.size;
	json.compressedSize = entry.compressedSize;
	json.modifiedAt = entry.modifiedAt;
	json.crc32 = entry.crc32;
	for (const stored of Object.values(binary ?? {})) {
		stored.fileName = entry.name;
		if (entry.folder !== '') stored.directory = entry.folder;
	}
	tellOddities(entry, json);
}

function tellOddities({ warnings, readable, unreadableBecause }: ArchiveEntry, json: IDataObject): void {
	if (warnings.length > 0) json.warnings = warnings;
	if (!readable) json.unreadable = unreadableBecause;
}

/** What the files of an archive came to. */
export function tallyOf(entries: readonly ArchiveEntry[], leftOut: number): Tally {
	return { files: entries.length, bytes: entries.reduce((sum, { size }) => sum + size, 0), leftOut };
}
