import type { IBinaryData } from 'n8n-workflow';
import { archiveFacts } from '../../shared/output/archiveFacts';
import { asReadable, type BinaryBody } from '../../shared/output/readable';
import { arrivedIn } from './arrived';
import { unpackArchive, type ArchiveEntry, type EntryContent } from '../../shared/zip';
import { entryItem } from './entryItem';
import type { Download, Downloaded, Operation } from './operation';
import { outputFieldIn } from './outputField';
import { readingOptions, readOptionsFrom, unpackingOptions } from './readOptions';
import { tellMissing, transferOptions } from './transferOptions';

/** One item for each file, with its bytes: each is stored while the next arrives, and the archive is never held whole. */
export const unpack: Operation = {
	name: 'Unpack',
	value: 'unpack',
	action: 'Unpack an archive',
	description: 'Get one item for each file',
	options: [...readingOptions, ...unpackingOptions, ...transferOptions],
	run,
};

async function run(download: Download): Promise<Downloaded> {
	const { context, session, handle, source, itemIndex, signal } = download;
	const field = outputFieldIn(session.fields);
	const stored = new Map<ArchiveEntry, IBinaryData>();
	// A small file's bytes are the next one's afterwards. Every n8n so far is done with them when it answers: as text in
	// memory, in a file, in the database, on S3 or Azure.
	const store = async (entry: ArchiveEntry, content: EntryContent) => {
		const body: BinaryBody = content instanceof Uint8Array ? asBuffer(content) : asReadable(content);
		stored.set(entry, await context.helpers.prepareBinaryData(body, entry.name));
	};
	const options = readOptionsFrom(session.fields, signal);
	const report = await unpackArchive(source, options, store);
	const missing = tellMissing(download, arrivedIn(report, options, source.size));
	const archive = archiveFacts(handle);
	const items = report.entries.flatMap((entry) => {
		const binary = stored.get(entry);
		return binary === undefined
			? []
			: [
					// The directory's name is known at the end, and may be another than the one it was stored under.
					entryItem(entry, archive, itemIndex, { [field]: { ...binary, fileName: entry.name } }),
				];
	});
	const skipped = report.skipped.map(({ path, reason }) => `${path} was left out: ${reason}`);
	return { items, warnings: [...report.warnings, ...skipped, ...missing], complete: !source.ranges };
}

function asBuffer(bytes: Uint8Array): Buffer {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
