import { flag } from '../../base/fields';
import { mayTouchOthers, NOT_MADE_HERE } from '../../panel/otherExecutions';
import { archiveJob, worded, type Archive } from '../archives';
import type { MadeHere } from '../madeHere';
import type { Session } from '../session';

/** After a Stop everything has a second, and this is the last that is done in it. */
export const WHEN_STOPPED_MS = 800;
/** When the time is up, nobody waits much longer than it. */
export const TIME_IS_UP_MS = 1_500;

/** Ends the job where that is wanted, allowed and possible, and says how that went. */
export async function cancelIfWanted(
	session: Session,
	archive: Archive,
	madeHere: MadeHere,
	milliseconds: number,
): Promise<string> {
	const { provider, fields } = session;
	const service = provider.displayName;
	if (!flag(fields, 'cancelWhenGivenUp')) return '';
	if (provider.cancel === undefined) return `${service} has no way to cancel it.`;
	if (!madeHere(archive.handle) && !mayTouchOthers(fields))
		return `It was not cancelled on ${service}: ${NOT_MADE_HERE}.`;
	const last = session.lastCall(milliseconds);
	try {
		await worded(last, async () => await provider.cancel?.(archiveJob(last, archive)));
		return `It was cancelled on ${service}.`;
	} catch (cause) {
		return `It could not be cancelled on ${service} (${cause instanceof Error ? cause.message : 'no reason given'}).`;
	}
}
