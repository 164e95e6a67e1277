import { archiveOf, openArchive, openSeen, type Look } from '../../shared/run/archives';
import { askForAll, askForOne, type AskedFor } from '../../shared/run/askFor';
import { endedBadly, hasEnded } from '../../shared/run/endedBadly';
import { guarded } from '../../shared/run/items';
import type { Session } from '../../shared/run/session';
import { waitFor } from '../../shared/run/wait/waitFor';
import { readOpened } from './opened';
import { failed, type Result, type Run } from './source';

const WAY_OUT =
	'Allow a longer Timeout in the options. For jobs of hours use Create Archive, Wait For Archive and this node one after the other.';

/** Asks for an archive, waits for it and reads it: what the three nodes do in a line. @throws Refusal, Stopped */
export async function fromNew(
	run: Run,
	items: readonly number[],
	signal: AbortSignal,
	ask: (signal: AbortSignal) => Promise<AskedFor>,
): Promise<Result> {
	const { session, archives } = await ask(signal);
	if (archives.length === 1) return await waitAndRead(run, session, archives[0], items, signal);
	// Parts of a request are archives of their own: one that does not go through takes no other along.
	const results: Result[] = [];
	for (const archive of archives) {
		const read = async () => await waitAndRead(run, session, archive, items, signal);
		results.push(await guarded(run.context, items, read, failed));
	}
	return {
		items: results.flatMap((result) => result.items),
		warnings: results.flatMap(({ warnings }) => warnings),
	};
}

/** An archive for one item. @throws Refusal, Stopped */
export async function fromNewOne(run: Run, itemIndex: number, signal: AbortSignal): Promise<Result> {
	return await fromNew(run, [itemIndex], signal, (stop) => askForOne(run.context, itemIndex, stop));
}

/** One archive for all items. @throws Refusal, Stopped */
export async function fromNewForAll(
	run: Run,
	items: readonly number[],
	signal: AbortSignal,
): Promise<Result> {
	return await fromNew(run, items, signal, (stop) => askForAll(run.context, items, stop));
}

async function waitAndRead(
	run: Run,
	session: Session,
	asked: Look,
	items: readonly number[],
	signal: AbortSignal,
): Promise<Result> {
	const { context, looks } = run;
	const { displayName } = session.provider;
	const { handle } = asked;
	if (hasEnded(handle)) throw endedBadly(displayName, handle);
	const ours = () => true;
	const archive = { ...archiveOf(session, handle), isOurs: ours };
	if (handle.state === 'ready') {
		// The link that came with the answer is as good as that of another look.
		const isOpen = asked.link !== null;
		const opened = isOpen ? await openSeen(session, asked) : await openArchive(session, archive);
		return await readOpened(run, session, opened, items, ours);
	}
	const seen: Look[] = [];
	const waiting = { context, gate: looks, signal, madeHere: ours, wayOut: WAY_OUT };
	const { handle: ready } = await waitFor(waiting, archive, items[0], (look) => (seen[0] = look));
	const look = seen.at(0);
	const opened =
		look === undefined
			? await openArchive(session, { ...archiveOf(session, ready), isOurs: ours })
			: await openSeen(session, look);
	return await readOpened(run, session, opened, items, ours);
}
