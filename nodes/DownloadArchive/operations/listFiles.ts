import { archiveFacts } from '../../shared/output/archiveFacts';
import { listArchive } from '../../shared/zip';
import { entryItem } from './entryItem';
import type { Download, Downloaded, Operation } from './operation';
import { readingOptions, readOptionsFrom } from './readOptions';

/** One item for each file, without its bytes: where the service gives pieces, only the archive's directory is fetched. */
export const listFiles: Operation = {
	name: 'List Files',
	value: 'listFiles',
	action: 'List the files of an archive',
	description: 'Get one item for each file, without its contents',
	options: readingOptions,
	run,
};

async function run({ session, handle, source, itemIndex, signal }: Download): Promise<Downloaded> {
	const report = await listArchive(source, readOptionsFrom(session.fields, signal));
	const archive = archiveFacts(handle);
	return {
		items: report.entries.map((entry) => entryItem(entry, archive, itemIndex)),
		warnings: report.warnings,
		complete: !source.ranges,
	};
}
