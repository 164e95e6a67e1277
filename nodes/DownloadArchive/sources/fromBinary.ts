import { LONGEST_NAME, shortText } from '../../shared/base/handle';
import { Refusal } from '../../shared/base/refusal';
import { checkAtOnce } from '../../shared/run/sideBySide';
import { inputFields } from '../../shared/run/inputFields';
import { nodeFields } from '../../shared/run/nodeFields';
import { ArchiveRefused, passOn } from '../../shared/zip/format/refused';
import { operationIn, operations } from '../operations';
import { zipIn } from './binaryField';
import { ofBinaryField } from './binaryWords';
import type { Beside, Result, Run } from './source';
import { bytesOf } from './storedBytes';

/** Reads a ZIP that is in the input item. No service is asked, and no credential. @throws Refusal, Stopped */
export async function fromBinary({ context }: Run, itemIndex: number, { signal }: Beside): Promise<Result> {
	checkAtOnce(context, itemIndex);
	const fields = nodeFields(context, itemIndex);
	const operation = operationIn(fields);
	if (operation === operations.downloadZip) {
		throw new Refusal(
			'There is nothing to download: the ZIP is in n8n already',
			'Choose Unpack or List Files, or another value in "Archive From".',
		);
	}
	const { name, data } = zipIn(context, fields, itemIndex);
	const fileName = shortText(data.fileName, LONGEST_NAME);
	const { items, warnings, tally } = await operation
		.run({
			context,
			fields,
			sender: 'n8n',
			archive: { provider: null, archiveId: null, fileName },
			kept: inputFields(context, [itemIndex]),
			fileName: () => fileName,
			size: null,
			source: bytesOf(context, name, data),
			items: [itemIndex],
			signal,
		})
		.catch((reason: unknown) =>
			passOn(reason instanceof ArchiveRefused ? ofBinaryField(reason, name) : reason),
		);
	return { items, warnings, tallies: [tally] };
}
