import type { INodeExecutionData } from 'n8n-workflow';
import { shownHandle } from '../shared/base/handle';
import type { ArchiveHandle } from '../shared/contract';
import { archiveOf } from '../shared/run/archives';
import { chosenProvider } from '../shared/run/chosen';
import { endedBadly, hasEnded } from '../shared/run/endedBadly';
import { handleIn } from '../shared/run/handleIn';
import { above, inputFields } from '../shared/run/inputFields';
import { pairedWith } from '../shared/run/items';
import { nodeFields } from '../shared/run/nodeFields';
import { nothingSeen, waitFor, type Waiting } from '../shared/run/wait/waitFor';

/** What became of one item. */
export interface Waited {
	ready: boolean;
	item: INodeExecutionData;
	/** The archive as it was last seen, and the seconds that this node has waited for it; absent where it failed. */
	seen?: { handle: ArchiveHandle; seconds: number };
	/** Said where there is nothing to wait for. */
	hint?: string;
}

/** Watches the archive of one item until it is ready or its time is up. @throws Refusal, Stopped */
export async function waitForOne(shared: Waiting, itemIndex: number): Promise<Waited> {
	const fields = nodeFields(shared.context, itemIndex);
	const provider = chosenProvider(fields);
	const start = handleIn({ fields, provider });
	if (hasEnded(start)) throw endedBadly(provider.displayName, start);
	const archive = archiveOf({ provider }, start);
	const began = Date.now();
	const { handle } = start.state === 'ready' ? nothingSeen(start) : await waitFor(shared, archive, itemIndex);
	return {
		ready: handle.state === 'ready',
		item: {
			json: above(inputFields(shared.context, [itemIndex]), shownHandle(handle)),
			pairedItem: pairedWith([itemIndex]),
		},
		seen: { handle, seconds: (Date.now() - began) / 1000 },
		hint: provider.nothingToWaitFor,
	};
}
