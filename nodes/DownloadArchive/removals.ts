import type { IExecuteFunctions } from 'n8n-workflow';
import { flag } from '../shared/base/fields';
import { gateOf } from '../shared/base/gate';
import type { Archive } from '../shared/run/archives';
import { allGroups } from '../shared/run/items';
import type { MadeHere } from '../shared/run/madeHere';
import type { Session } from '../shared/run/session';
import { LOOKS_AT_ONCE } from '../shared/run/wait/waitFor';
import { removeIfWanted } from './removeIfWanted';

interface Noted {
	session: Session;
	archive: Archive;
	itemIndex: number;
}

/**
 * Archives that came in with the items, and are deleted when all items have gone through: others may read the same one, and a node
 * that ends with a failure has given out nothing. Run again, it needs all of them.
 */
export class Removals {
	/** What could not be deleted, and why. */
	readonly told: string[] = [];
	readonly #noted = new Map<string, Noted>();

	/** Notes an archive that was read. */
	note(session: Session, archive: Archive, itemIndex: number): void {
		const { provider, fields } = session;
		if (provider.remove === undefined || !flag(fields, 'deleteAfterwards')) return;
		const { archiveId, request } = archive.handle;
		// Ids are of one place only: two projects of a service may both have a job 5.
		const key = JSON.stringify([provider.name, archiveId, request]);
		if (!this.#noted.has(key)) this.#noted.set(key, { session, archive, itemIndex });
	}

	/** Deletes what was noted. @throws NodeOperationError when the execution is stopped */
	async carryOut(context: IExecuteFunctions, madeHere: MadeHere, stopOthers: () => void): Promise<void> {
		const noted = new Map([...this.#noted.values()].map((one) => [one.itemIndex, one]));
		const gate = gateOf(LOOKS_AT_ONCE);
		const told = await allGroups(
			context,
			[...noted.keys()].map((itemIndex) => [itemIndex]),
			async ([itemIndex]) => {
				const one = noted.get(itemIndex);
				if (one === undefined) return [];
				return await gate(async () => await removeIfWanted(one.session, one.archive, madeHere));
			},
			({ json }) => [String(json.error)],
			stopOthers,
		);
		this.told.push(...told.flat());
	}
}
