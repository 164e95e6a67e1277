import { wholeZip } from '../../shared/output/wholeZip';
import { asReadable } from '../../shared/output/readable';
import { refuseWhatDoesNotFit } from '../../shared/output/storageLimit';
import { textField } from '../../shared/base/fields';
import { zipName } from '../../shared/base/zipName';
import { above } from '../../shared/run/inputFields';
import { pairedWith } from '../../shared/run/items';
import type { Download, Downloaded, Operation } from './operation';
import { outputFieldIn } from './outputField';
import { transferOptions } from './transferOptions';

/** The archive as it is, in one binary field: streamed into n8n's storage, and checked to be a whole ZIP. */
export const downloadZip: Operation = {
	name: 'Download ZIP',
	value: 'downloadZip',
	action: 'Download an archive as a ZIP',
	description: 'Get the archive as one ZIP file',
	options: [
		...transferOptions,
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			placeholder: 'e.g. reports.zip',
			description: 'Name for the ZIP. By default the one that the service gives.',
		},
	],
	run,
};

async function run(download: Download): Promise<Downloaded> {
	const { context, fields, sender, archive, source, items, kept } = download;
	await refuseWhatDoesNotFit(context, download.size);
	const stream = await source.open(0);
	try {
		await refuseWhatDoesNotFit(context, source.size);
		const checked = wholeZip(stream, sender);
		const fileName = zipName(textField(fields, 'fileName') || (download.fileName() ?? '')) ?? 'archive.zip';
		const binary = await context.helpers.prepareBinaryData(asReadable(checked), fileName, 'application/zip');
		const json = above(kept, { fileName, size: checked.size, archive });
		const item = {
			json,
			binary: { [outputFieldIn(fields)]: binary },
			pairedItem: pairedWith(items),
		};
		const tally = { files: checked.arrived.files, bytes: checked.size, leftOut: 0 };
		return { items: [item], warnings: [], arrived: checked.arrived, tally };
	} finally {
		stream.close();
	}
}
