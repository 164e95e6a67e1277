import type { INodeExecutionData } from 'n8n-workflow';
import { asReadable, type BinaryBody } from '../../shared/output/readable';
import { arrivedIn } from './arrived';
import { unpackArchive, type ArchiveEntry, type EntryContent } from '../../shared/zip';
import { entryItem, settleItem, tallyOf } from './entryItem';
import type { Download, Downloaded, Operation } from './operation';
import { outputFieldIn } from './outputField';
import { readingOptions, readOptionsFrom, unpackingOptions } from './readOptions';
import { transferOptions } from './transferOptions';

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
	const { context, fields, source, signal } = download;
	const field = outputFieldIn(fields);
	// Each is made when its file is stored. Ten thousand items made at the end, all at once, held the event loop for 20 ms:
	// the collector had to copy every one of them.
	const made = new Map<ArchiveEntry, INodeExecutionData>();
	// A small file's bytes are the next one's afterwards. Every n8n so far is done with them when it answers: as text in
	// memory, in a file, in the database, on S3 or Azure.
	const store = async (entry: ArchiveEntry, content: EntryContent) => {
		const body: BinaryBody = content instanceof Uint8Array ? asBuffer(content) : asReadable(content);
		const binary = await context.helpers.prepareBinaryData(body, entry.name);
		made.set(entry, entryItem(entry, download, { [field]: binary }));
	};
	const options = readOptionsFrom(fields, signal);
	const report = await unpackArchive(source, options, store);
	const items: INodeExecutionData[] = [];
	for (const entry of report.entries) {
		const item = made.get(entry);
		if (item === undefined) continue;
		settleItem(item, entry);
		items.push(item);
	}
	const skipped = report.skipped.map(({ path, reason }) => `${path} was left out: ${reason}`);
	return {
		items,
		warnings: [...report.warnings, ...skipped],
		arrived: arrivedIn(report, options, source.size),
		tally: tallyOf(report.entries, report.skipped.length),
	};
}

function asBuffer(bytes: Uint8Array): Buffer {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
