import { listArchive } from '../../shared/zip';
import { entryItem, tallyOf } from './entryItem';
import type { Download, Downloaded, Operation } from './operation';
import { arrivedIn } from './arrived';
import { readingOptions, readOptionsFrom } from './readOptions';
import { transferOptions } from './transferOptions';

/** One item for each file, without its bytes: where the service gives pieces, only the archive's directory is fetched. */
export const listFiles: Operation = {
	name: 'List Files',
	value: 'listFiles',
	action: 'List the files of an archive',
	description: 'Get one item for each file, without its contents',
	options: [...readingOptions, ...transferOptions],
	run,
};

async function run(download: Download): Promise<Downloaded> {
	const { fields, source, signal } = download;
	const options = readOptionsFrom(fields, signal);
	const report = await listArchive(source, options);
	return {
		items: report.entries.map((entry) => entryItem(entry, download)),
		warnings: report.warnings,
		arrived: arrivedIn(report, options, source.size),
		tally: tallyOf(report.entries, report.skipped.length),
	};
}
