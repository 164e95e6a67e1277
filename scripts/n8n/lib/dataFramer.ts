import type { Workflow, WorkflowNode } from './workflow';

/** Any run id will do for the services of these commands that are held or large. */
export const ANY_RUN = '5b1f3a52-7c4e-4f0a-9d0e-0a1b2c3d4e5f';

/** Create Archive's field for the run, filled with an id or an expression for one. */
export function runField(value: string): Record<string, unknown> {
	return { runId: { __rl: true, mode: 'id', value } };
}

/** A DataFramer credential for a service at `origin`, as a person would fill it in. */
export function dataFramerCredentials(origin: string): Record<string, Record<string, unknown>> {
	return { dataFramerApi: { apiKey: 'sk_live_0123456789012345678901234567890123456789', baseUrl: origin } };
}

export interface DataFramerOptions {
	/** Name of the npm package, which is part of the node types' names. */
	packageName: string;
	operation: 'unpack' | 'downloadZip';
	credential?: { id: string; name: string };
	/** Run id, or an expression for it. */
	run?: string;
	/** Further parameters of Wait For Archive. */
	wait?: Record<string, unknown>;
}

/** Trigger, Create, Wait and Download in a row. The nodes are called Start, Create, Wait and Download. */
export function dataFramerWorkflow(options: DataFramerOptions): Workflow {
	const {
		packageName,
		operation,
		run = ANY_RUN,
		wait,
		credential = { id: 'sandbox', name: 'sandbox' },
	} = options;
	const archive = (name: string, type: string, parameters: Record<string, unknown>): WorkflowNode => ({
		...plainNode(name, `${packageName}.${type}`, { authentication: 'dataFramer.apiKey', ...parameters }, 2),
		credentials: { dataFramerApi: credential },
	});
	return inLine(`DataFramer, ${operation}`, [
		plainNode('Start', 'n8n-nodes-base.manualTrigger'),
		archive('Create', 'createArchive', runField(run)),
		archive('Wait', 'waitForArchive', wait ?? {}),
		archive('Download', 'downloadArchive', { operation }),
	]);
}

/** A node that stands alone. */
export function plainNode(
	name: string,
	type: string,
	parameters: Record<string, unknown> = {},
	typeVersion = 1,
): WorkflowNode {
	return { id: name, name, type, typeVersion, position: [0, 0], parameters };
}

/** A workflow of nodes in a row, each connected to the next by its first output. */
export function inLine(name: string, nodes: WorkflowNode[]): Workflow {
	const placed = nodes.map((node, index): WorkflowNode => ({ ...node, position: [index * 220, 0] }));
	const pairs = placed
		.slice(1)
		.map((node, index) => [
			placed[index].name,
			{ main: [[{ node: node.name, type: 'main' as const, index: 0 }]] },
		]);
	return { name, nodes: placed, connections: Object.fromEntries(pairs) as Workflow['connections'] };
}
