import { listArchive } from '../../shared/zip';
import { entryItem, tallyOf } from './entryItem';
import type { Download, Downloaded, Operation } from './operation';
import { arrivedIn } from './arrived';
import { readingOptions, readOptionsFrom } from './readOptions';
import { tellMissing, transferOptions } from './transferOptions';

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
	const missing = tellMissing(download, arrivedIn(report, options, source.size));
	return {
		items: report.entries.map((entry) => entryItem(entry, download)),
		warnings: [...report.warnings, ...missing],
		complete: !source.ranges,
		tally: tallyOf(report.entries, report.skipped.length),
	};
}
