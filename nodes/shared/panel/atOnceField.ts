import type { INodeProperties } from 'n8n-workflow';

/** Archives that are asked for and fetched at a time, unless the user says otherwise: as measured in docs/archives-at-once.md. */
export const DEFAULT_AT_ONCE = 20;
/** However many are wanted: each costs memory while it is read, and a small service time. */
export const MOST_AT_ONCE = 20;

/** How many archives a node works on side by side. */
export const atOnceField: INodeProperties = {
	displayName: 'Archives at Once',
	name: 'archivesAtOnce',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MOST_AT_ONCE },
	default: DEFAULT_AT_ONCE,
	description: `How many archives are asked for and fetched at the same time, ${MOST_AT_ONCE} at the most. Where the service itself takes fewer, that many. Fewer are kinder to a small server.`,
};
