import type { INodeExecutionData } from 'n8n-workflow';
import { unpackArchive } from '../../shared/zip';
import { arrivedIn } from './arrived';
import { tallyOf } from './entryItem';
import { FileReader } from './files/fileReader';
import type { Download, Downloaded, Operation } from './operation';
import { joinMetadataOption } from './files/metadataFiles';
import { readFilesAsOptions } from './files/readFilesAs';
import { readingOptions, readOptionsFrom, unpackingOptions } from './readOptions';
import { transferOptions } from './transferOptions';
import { withoutItems } from './withoutItems';

/** One item for each file, with its bytes: each is stored while the next arrives, and the archive is never held whole. */
export const unpack: Operation = {
	name: 'Unpack',
	value: 'unpack',
	action: 'Unpack an archive',
	description: 'Get one item for each file, or for each row of tables (Read Files As)',
	options: [
		joinMetadataOption,
		...readFilesAsOptions,
		...readingOptions,
		...unpackingOptions,
		...transferOptions,
	],
	run,
};

async function run(download: Download): Promise<Downloaded> {
	const { fields, source, signal } = download;
	const files = new FileReader(download);
	const options = readOptionsFrom(fields, signal);
	const report = await unpackArchive(source, options, async (entry, content) =>
		files.take(entry, content),
	).catch(async (cause: unknown) => {
		files.abandon();
		return await Promise.reject(cause);
	});
	files.settle(report.entries);
	const items: INodeExecutionData[] = [];
	const told: string[] = [];
	for (const entry of report.entries) {
		for (const item of files.itemsOf(entry)) items.push(item);
		told.push(...files.toldOf(entry));
	}
	const skipped = report.skipped.map(({ path, reason }) => `${path} was left out: ${reason}`);
	return {
		items,
		warnings: [...report.warnings, ...skipped, ...told, ...withoutItems(report, items.length, download)],
		arrived: arrivedIn(report, options, source.size),
		tally: tallyOf(report.entries, report.skipped.length),
	};
}
