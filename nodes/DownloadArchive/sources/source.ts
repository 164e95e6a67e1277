import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Gate } from '../../shared/base/gate';
import type { MadeHere } from '../../shared/run/madeHere';
import type { Tally } from '../operations/operation';
import type { Removals } from '../removals';

/** What all archives of one run of the node have in common. */
export interface Run {
	context: IExecuteFunctions;
	/** For looks at archives that are being made. */
	looks: Gate;
	/** Tells which handles in the input this execution has created. */
	madeHere: MadeHere;
	removals: Removals;
}

/** What one of several archives hears of the others, and tells them. */
export interface Beside {
	signal: AbortSignal;
	/** The last byte is here: n8n stores the last files, and the service has time for the next archive. */
	bytesHere: () => void;
}

/** What an archive turned into. */
export interface Result {
	items: INodeExecutionData[];
	/** For the output panel. */
	warnings: string[];
	/** What each archive came to that was read. */
	tallies: Tally[];
}

/** An item that says why there is none. */
export function failed(item: INodeExecutionData): Result {
	return { items: [item], warnings: [], tallies: [] };
}
