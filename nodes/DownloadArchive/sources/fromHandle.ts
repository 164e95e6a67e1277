import { textField } from '../../shared/base/fields';
import { newHandle, plainRequest } from '../../shared/base/handle';
import { archiveOf, openArchive, type Archive } from '../../shared/run/archives';
import { handleIn } from '../../shared/run/handleIn';
import { checkAtOnce } from '../../shared/run/sideBySide';
import { openSession, type Session } from '../../shared/run/session';
import { readOpened } from './opened';
import type { Beside, Result, Run } from './source';

/** Reads an archive that is on the service already: the one of a handle, or of an id. @throws Refusal, Stopped */
export async function fromHandle(run: Run, itemIndex: number, beside: Beside): Promise<Result> {
	checkAtOnce(run.context, itemIndex);
	const session = await openSession(run.context, itemIndex, { signal: beside.signal, deadline: null });
	const archive = chosenArchive(session);
	const isOurs = () => run.madeHere(archive.handle);
	const opened = await openArchive(session, { ...archive, isOurs });
	return await readOpened(run, session, opened, {
		items: [itemIndex],
		bytesHere: beside.bytesHere,
		async remove(of, read) {
			run.removals.note(of, read, itemIndex);
			return await Promise.resolve([]);
		},
	});
}

/** The archive that the node is to read: the one that the user named by its id, or the handle in the item. */
function chosenArchive(session: Session): Archive {
	const { provider, fields } = session;
	if (textField(fields, 'archiveFrom') !== 'id' || provider.identified === undefined)
		return archiveOf(session, handleIn(session));
	const { request, ...facts } = provider.identified(fields);
	const handle = newHandle({
		...facts,
		provider: provider.name,
		state: 'preparing',
		request: plainRequest(request),
	});
	return { handle, request };
}
