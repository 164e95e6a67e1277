import { flag } from '../shared/base/fields';
import { Refusal } from '../shared/base/refusal';
import { mayTouchOthers, NOT_MADE_HERE } from '../shared/panel/otherExecutions';
import { archiveJob, worded, type Archive } from '../shared/run/archives';
import type { MadeHere } from '../shared/run/madeHere';
import type { Session } from '../shared/run/session';

/** The files are here by now: that the service keeps its copy is worth a warning, not worth losing them. @throws Stopped */
export async function removeIfWanted(
	session: Session,
	archive: Archive,
	madeHere: MadeHere,
): Promise<string[]> {
	const { provider, fields } = session;
	if (provider.remove === undefined || !flag(fields, 'deleteAfterwards')) return [];
	const said = (why: string) => [`The archive could not be deleted from ${provider.displayName}: ${why}`];
	if (!madeHere(archive.handle) && !mayTouchOthers(fields)) return said(NOT_MADE_HERE);
	try {
		await worded(session, async () => await provider.remove?.(archiveJob(session, archive)));
		return [];
	} catch (cause) {
		return cause instanceof Refusal ? said(cause.message) : await Promise.reject(cause);
	}
}
