import type { INodeProperties } from 'n8n-workflow';
import { flag } from '../../shared/base/fields';
import { listArchive } from '../../shared/zip';
import { compactItem, entryItem, tallyOf } from './entryItem';
import type { Download, Downloaded, Operation } from './operation';
import { arrivedIn } from './arrived';
import { readingOptions, readOptionsFrom } from './readOptions';
import { transferOptions } from './transferOptions';
import { withoutItems } from './withoutItems';

const compactOption: INodeProperties = {
	displayName: 'Compact Items',
	name: 'compact',
	type: 'boolean',
	default: false,
	description:
		'Whether each item has only the path, size and time of its file, and what is odd about it. That is enough for an AI agent, which reads all of it.',
};

/** One item for each file, without its bytes: where the service gives pieces, only the archive's directory is fetched. */
export const listFiles: Operation = {
	name: 'List Files',
	value: 'listFiles',
	action: 'List the files of an archive',
	description: 'Get one item for each file, without its contents',
	options: [compactOption, ...readingOptions, ...transferOptions],
	run,
};

async function run(download: Download): Promise<Downloaded> {
	const { fields, source, signal } = download;
	const options = readOptionsFrom(fields, signal);
	const report = await listArchive(source, options);
	const itemOf = flag(fields, 'compact') ? compactItem : entryItem;
	return {
		items: report.entries.map((entry) => itemOf(entry, download)),
		warnings: [...report.warnings, ...withoutItems(report, report.entries.length, download)],
		arrived: arrivedIn(report, options, source.size),
		tally: tallyOf(report.entries, report.skipped.length),
	};
}
