import type { INodeProperties } from 'n8n-workflow';

/** Archives that are worked on at a time, unless the user says otherwise. */
export const DEFAULT_AT_ONCE = 10;
/** However many are wanted: each costs memory while it is read. */
export const MOST_AT_ONCE = 20;

/** How many archives a node works on side by side. */
export const atOnceField: INodeProperties = {
	displayName: 'Archives at Once',
	name: 'archivesAtOnce',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MOST_AT_ONCE },
	default: DEFAULT_AT_ONCE,
	description: `How many archives are worked on at the same time, ${MOST_AT_ONCE} at the most. Where the service itself takes fewer, that many.`,
};
