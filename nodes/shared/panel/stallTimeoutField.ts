import type { INodeProperties } from 'n8n-workflow';

/** Seconds without a byte after which a call or a transfer counts as stalled. Slow proxies pause for a minute at most. */
export const STALL_SECONDS = 120;

/** What ends a call to a service that says nothing, in every node that has no time limit of its own. */
export const stallTimeoutField: INodeProperties = {
	displayName: 'Stall Timeout',
	name: 'stallTimeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: STALL_SECONDS,
	description: 'Seconds without a single byte after which a call or a transfer ends',
};
