import type { IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { pairedWith } from '../../shared/run/items';
import type { ArchiveEntry } from '../../shared/zip';

/** One file of an archive as an n8n item. */
export function entryItem(
	entry: ArchiveEntry,
	archive: IDataObject,
	items: readonly number[],
	binary?: IBinaryKeyData,
): INodeExecutionData {
	const { path, name, folder, size, compressedSize, modifiedAt, crc32 } = entry;
	// One literal each: V8 makes such objects old at once where they all stay. Put together by spreading they were copied twice, and
	// took twice the room.
	const json: IDataObject = { path, name, folder, size, compressedSize, modifiedAt, crc32, archive };
	tellOddities(entry, json);
	const pairedItem = pairedWith(items);
	return binary === undefined ? { json, pairedItem } : { json, binary, pairedItem };
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
	for (const stored of Object.values(binary ?? {})) stored.fileName = entry.name;
	tellOddities(entry, json);
}

function tellOddities({ warnings, readable, unreadableBecause }: ArchiveEntry, json: IDataObject): void {
	if (warnings.length > 0) json.warnings = warnings;
	if (!readable) json.unreadable = unreadableBecause;
}
