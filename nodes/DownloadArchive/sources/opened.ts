import type { IDataObject } from 'n8n-workflow';
import type { Announced } from '../../shared/contract';
import { archiveFacts } from '../../shared/output/archiveFacts';
import { missingFrom, refuseIncomplete } from '../../shared/output/incomplete';
import type { Archive, Opened } from '../../shared/run/archives';
import { inputFields } from '../../shared/run/inputFields';
import type { Session } from '../../shared/run/session';
import { archiveSource } from '../../shared/transfer/archiveSource';
import { sentInstead } from '../../shared/transfer/sentInstead';
import { NoZip, passOn } from '../../shared/zip/format/refused';
import { operationIn } from '../operations';
import { patienceIn, refusesIncomplete } from '../operations/transferOptions';
import type { Result, Run } from './source';

/** Every item of an archive carries them; the output panel shows the others too. */
const MOST_WARNINGS = 10;
/** Names in them come from outside. */
const LONGEST_WARNING = 2_000;

/** What is known of an archive beside what the service says of it. */
export interface OpenedFor {
	/** The input items that it was made for. */
	items: readonly number[];
	/** Deletes it on the service where that is wanted, now or later. @returns what could not be done, and why */
	remove(session: Session, archive: Archive): Promise<string[]>;
	/** Told when the last byte is here. */
	bytesHere: () => void;
}

/**
 * Reads an archive of a service, compares it with what the service said of it, and has it deleted there where that is wanted.
 * @throws Refusal, also where something is missing and that is not to be; Stopped
 */
export async function readOpened(
	{ context }: Pick<Run, 'context'>,
	session: Session,
	{ handle, request, content }: Opened,
	{ items, remove, bytesHere }: OpenedFor,
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
	const removal = await remove(session, { handle, request });
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
