import type { IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import type { Provider } from '../../nodes/shared/contract';

/** A provider of which only what a test gives does anything. */
export function acme(facts: Partial<Provider>): Provider {
	const notPlayed = () => {
		throw new Error('This test does not play it');
	};
	return {
		name: 'acme',
		displayName: 'Acme',
		signIns: [],
		fields: { create: [] },
		requestFrom: notPlayed,
		parse: (request) => request,
		create: notPlayed,
		check: notPlayed,
		open: notPlayed,
		...facts,
	};
}

/** What n8n tells a node of its items and settings. */
export function contextWith(
	items: INodeExecutionData[],
	onError: INode['onError'] = 'stopWorkflow',
	more: Partial<Record<keyof IExecuteFunctions, unknown>> = {},
): IExecuteFunctions {
	const node: INode = {
		id: 'node',
		name: 'Node',
		type: 'n8n-nodes-archives.waitForArchive',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		onError,
	};
	return {
		getNode: () => node,
		getInputData: () => items,
		continueOnFail: () => onError !== 'stopWorkflow',
		...more,
	} as unknown as IExecuteFunctions;
}
