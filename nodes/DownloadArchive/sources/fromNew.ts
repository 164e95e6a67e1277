import type { ArchiveHandle } from '../../shared/contract';
import {
	archiveOf,
	createArchive,
	openArchive,
	openSeen,
	type Look,
	type Opened,
} from '../../shared/run/archives';
import { askForAll, askForOne, type AskedFor } from '../../shared/run/asking/askFor';
import { endedBadly, hasEnded } from '../../shared/run/endedBadly';
import { guarded } from '../../shared/run/items';
import type { Session } from '../../shared/run/session';
import { waitFor } from '../../shared/run/wait/waitFor';
import { removeIfWanted } from '../removeIfWanted';
import { readOpened, type OpenedFor } from './opened';
import { failed, type Beside, type Result, type Run } from './source';

const WAY_OUT =
	'Allow a longer Timeout in the options. For jobs of hours use Create Archive, Wait For Archive and this node one after the other.';

/** Asks for an archive, waits for it and reads it: what the three nodes do in a line. @throws Refusal, Stopped */
export async function fromNew(
	run: Run,
	items: readonly number[],
	beside: Beside,
	ask: (signal: AbortSignal) => Promise<AskedFor>,
): Promise<Result> {
	const { session, looks } = await ask(beside.signal);
	if (looks.length === 1) return await waitAndRead(run, session, looks[0], items, beside);
	// Parts of a request are archives of their own: one that does not go through takes no other along.
	const results: Result[] = [];
	const notTheLast: Beside = { ...beside, bytesHere: () => undefined };
	for (const look of looks) {
		const read = async () => await waitAndRead(run, session, look, items, notTheLast);
		results.push(await guarded(run.context, items, read, failed));
	}
	return {
		items: results.flatMap((result) => result.items),
		warnings: results.flatMap(({ warnings }) => warnings),
		tallies: results.flatMap(({ tallies }) => tallies),
	};
}

/** An archive for one item. @throws Refusal, Stopped */
export async function fromNewOne(run: Run, itemIndex: number, beside: Beside): Promise<Result> {
	return await fromNew(run, [itemIndex], beside, (stop) =>
		askForOne(run.context, itemIndex, stop, createArchive),
	);
}

/** One archive for all items. @throws Refusal, Stopped */
export async function fromNewForAll(run: Run, items: readonly number[], beside: Beside): Promise<Result> {
	return await fromNew(run, items, beside, (stop) => askForAll(run.context, items, stop, createArchive));
}

/** @param first what was seen when it was asked for: an archive that was ready then is not looked at again */
async function waitAndRead(
	run: Run,
	session: Session,
	first: Look,
	items: readonly number[],
	{ signal, bytesHere }: Beside,
): Promise<Result> {
	const { handle } = first;
	if (hasEnded(handle)) throw endedBadly(session.provider.displayName, handle);
	const opened =
		handle.state === 'ready'
			? await openSeen(session, first)
			: await waitedFor(run, session, handle, items, signal);
	return await readOpened(run, session, opened, { items, remove, bytesHere });
}

const MADE_HERE = () => true;

/** At once: nobody else knows of it, and a node that is run again asks for another one. */
const remove: OpenedFor['remove'] = async (session, archive) =>
	await removeIfWanted(session, archive, MADE_HERE);

async function waitedFor(
	{ context, looks }: Run,
	session: Session,
	handle: ArchiveHandle,
	items: readonly number[],
	signal: AbortSignal,
): Promise<Opened> {
	const seen: Look[] = [];
	const waiting = { context, gate: looks, signal, madeHere: MADE_HERE, wayOut: WAY_OUT };
	const archive = { ...archiveOf(session, handle), isOurs: MADE_HERE };
	const { handle: ready } = await waitFor(waiting, archive, items[0], (look) => (seen[0] = look));
	const look = seen.at(0);
	return look === undefined
		? await openArchive(session, { ...archiveOf(session, ready), isOurs: MADE_HERE })
		: await openSeen(session, look);
}
