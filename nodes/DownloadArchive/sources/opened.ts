import type { IDataObject } from 'n8n-workflow';
import type { Announced } from '../../shared/contract';
import { archiveFacts } from '../../shared/output/archiveFacts';
import { missingFrom, refuseIncomplete } from '../../shared/output/incomplete';
import type { Opened } from '../../shared/run/archives';
import { inputFields } from '../../shared/run/inputFields';
import type { MadeHere } from '../../shared/run/madeHere';
import type { Session } from '../../shared/run/session';
import { archiveSource } from '../../shared/transfer/archiveSource';
import { sentInstead } from '../../shared/transfer/sentInstead';
import { NoZip, passOn } from '../../shared/zip/format/refused';
import { operationIn } from '../operations';
import { patienceIn, refusesIncomplete } from '../operations/transferOptions';
import { removeIfWanted } from '../removeIfWanted';
import type { Result, Run } from './source';

/** Every item of an archive carries them; the output panel shows the others too. */
const MOST_WARNINGS = 10;
/** Names in them come from outside. */
const LONGEST_WARNING = 2_000;

/** What is known of an archive beside what the service says of it. */
export interface OpenedFor {
	/** The input items that it was made for. */
	items: readonly number[];
	madeHere: MadeHere;
	/** Told when the last byte is here. */
	bytesHere: () => void;
}

/**
 * Reads an archive of a service, compares it with what the service said of it, and deletes it there where that is wanted.
 * @throws Refusal, also where something is missing and that is not to be; Stopped
 */
export async function readOpened(
	{ context }: Pick<Run, 'context'>,
	session: Session,
	{ handle, request, content }: Opened,
	{ items, madeHere, bytesHere }: OpenedFor,
): Promise<Result> {
	const { provider, fields, api } = session;
	const sender = provider.displayName;
	const shown = (texts: readonly string[]) => texts.map((text) => api.shown(text, LONGEST_WARNING));
	// What is known to be missing beforehand need not be fetched to be refused.
	if (refusesIncomplete(fields)) refuseIncomplete(content.leftOut ?? [], sender);
	const source = archiveSource(content, {
		service: sender,
		api,
		patience: patienceIn(fields),
		onLastByte: bytesHere,
	});
	const { linked, mayBeWrong } = content;
	const operation = operationIn(fields);
	const archive = archiveFacts(handle);
	const read = await operation
		.run({
			context,
			fields,
			sender,
			archive,
			kept: inputFields(context, items),
			fileName: () => content.fileName ?? handle.fileName,
			size: content.size,
			source,
			items,
			signal: api.signal,
		})
		.catch((reason: unknown) =>
			passOn(
				reason instanceof NoZip
					? sentInstead(reason, source.contentType, { service: sender, api, linked, mayBeWrong })
					: reason,
			),
		);
	const { warnings = [], ...more } = (await content.afterwards?.(read.arrived)) ?? {};
	const lacksOf = async (announced: Announced) => shown(await missingFrom(announced, read.arrived, sender));
	const missing = [...(await lacksOf(content)), ...(await lacksOf(more))];
	if (refusesIncomplete(fields)) refuseIncomplete(missing, sender);
	const told = [...missing, ...shown(warnings)];
	tell(archive, content.fileName, told);
	const removal = await removeIfWanted(session, { handle, request }, madeHere);
	return {
		items: read.items,
		warnings: [...handle.warnings, ...read.warnings, ...told, ...removal],
		tallies: [read.tally],
	};
}

/** What only the archive itself told stands in every item: all of them have the same facts. */
function tell(archive: IDataObject, fileName: string | null, warnings: readonly string[]): void {
	archive.fileName ??= fileName;
	if (warnings.length > 0) archive.warnings = warnings.slice(0, MOST_WARNINGS);
}
