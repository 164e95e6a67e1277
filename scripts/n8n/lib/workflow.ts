/** A workflow as n8n exports and imports it, as far as these commands read it. */
export interface Workflow {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, Partial<Record<Connection['type'], Array<Connection[] | null>>>>;
	settings?: Record<string, unknown>;
	/** What nodes give without being run, by their names. */
	pinData?: Record<string, Array<{ json: object }>>;
}

export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string | null; name: string }>;
	onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	webhookId?: string;
}

export interface Connection {
	node: string;
	type: 'main' | 'ai_languageModel' | 'ai_tool';
	index: number;
}

/** The first node whose type ends in `type`. @throws when there is none. */
export function nodeOf(workflow: Workflow, type: string): WorkflowNode {
	const found = workflow.nodes.find((node) => node.type.endsWith(`.${type}`));
	if (!found) throw new Error(`The workflow "${workflow.name}" has no ${type} node`);
	return found;
}

/** A deep copy that may be changed. */
export function copyOf<T>(value: T): T {
	return structuredClone(value);
}
