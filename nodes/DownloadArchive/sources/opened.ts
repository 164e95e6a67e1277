import { textField } from '../../shared/base/fields';
import { archiveFacts } from '../../shared/output/archiveFacts';
import type { Opened } from '../../shared/run/archives';
import { inputFields } from '../../shared/run/inputFields';
import type { MadeHere } from '../../shared/run/madeHere';
import type { Session } from '../../shared/run/session';
import { archiveSource } from '../../shared/transfer/archiveSource';
import { operations } from '../operations';
import { patienceIn } from '../operations/transferOptions';
import { removeIfWanted } from '../removeIfWanted';
import type { Result, Run } from './source';

/** Reads an archive of a service, and deletes it there where that is wanted. @throws Refusal, Stopped */
export async function readOpened(
	{ context }: Pick<Run, 'context'>,
	session: Session,
	{ handle, request, content }: Opened,
	items: readonly number[],
	madeHere: MadeHere,
): Promise<Result> {
	const { provider, fields, api } = session;
	const sender = provider.displayName;
	const source = archiveSource(content, { service: sender, api, patience: patienceIn(fields) });
	const operation = operations[textField(fields, 'operation')] ?? operations.unpack;
	const read = await operation.run({
		context,
		fields,
		sender,
		archive: archiveFacts(handle),
		kept: inputFields(context, items),
		fileName: content.fileName ?? handle.fileName,
		announced: content,
		source,
		items,
		signal: api.signal,
	});
	const told = read.complete ? ((await content.afterwards?.()) ?? []) : [];
	const removal = await removeIfWanted(session, { handle, request }, madeHere);
	return {
		items: read.items,
		warnings: [...handle.warnings, ...read.warnings, ...told, ...removal],
		tallies: [read.tally],
	};
}
