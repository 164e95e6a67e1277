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
	const json: IDataObject = { ...factsOf(entry), archive };
	const item: INodeExecutionData = { json, pairedItem: pairedWith(items) };
	if (binary !== undefined) item.binary = binary;
	tellOddities(entry, json);
	return item;
}

/** Brings an item up to date that was made when its file was stored: sizes and names are final when the directory was read. */
export function settleItem({ json, binary }: INodeExecutionData, entry: ArchiveEntry): void {
	Object.assign(json, factsOf(entry));
	for (const stored of Object.values(binary ?? {})) stored.fileName = entry.name;
	tellOddities(entry, json);
}

function factsOf({ path, name, folder, size, compressedSize, modifiedAt, crc32 }: ArchiveEntry): IDataObject {
	return { path, name, folder, size, compressedSize, modifiedAt, crc32 };
}

function tellOddities({ warnings, readable, unreadableBecause }: ArchiveEntry, json: IDataObject): void {
	if (warnings.length > 0) json.warnings = warnings;
	if (!readable) json.unreadable = unreadableBecause;
}
