import type { IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { pairedWith } from '../../shared/run/items';
import type { ArchiveEntry } from '../../shared/zip';

/** One file of an archive as an n8n item. */
export function entryItem(
	entry: ArchiveEntry,
	archive: IDataObject,
	itemIndex: number,
	binary?: IBinaryKeyData,
): INodeExecutionData {
	const { path, name, folder, size, compressedSize, modifiedAt, crc32, warnings } = entry;
	const json: IDataObject = { path, name, folder, size, compressedSize, modifiedAt, crc32, archive };
	if (warnings.length > 0) json.warnings = warnings;
	if (!entry.readable) json.unreadable = entry.unreadableBecause;
	return { json, ...(binary === undefined ? {} : { binary }), pairedItem: pairedWith([itemIndex]) };
}
