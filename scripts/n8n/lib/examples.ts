import { randomUUID } from 'node:crypto';
import { nodeOf, copyOf, type Workflow, type WorkflowNode } from './workflow';
import type { StoredCredential } from './credentials';

export type Operation = 'unpack' | 'downloadZip';

/** The workflow with the stored credentials filled in, as a person does after importing it. */
export function withCredentials(workflow: Workflow, stored: StoredCredential[]): Workflow {
	const copy = copyOf(workflow);
	for (const node of copy.nodes) {
		for (const type of Object.keys(node.credentials ?? {})) {
			const found = stored.find((credential) => credential.type === type);
			if (found && node.credentials) node.credentials[type] = { id: found.id, name: found.name };
		}
	}
	return copy;
}

/** The workflow with a schedule trigger that fires every second in place of its trigger. */
export function onSchedule(workflow: Workflow): Workflow {
	const rule = { interval: [{ field: 'seconds', secondsInterval: 1 }] };
	return withTrigger(workflow, {
		type: 'n8n-nodes-base.scheduleTrigger',
		typeVersion: 1.2,
		parameters: { rule },
	});
}

/** How a webhook answers: with the JSON of all items, or with the first item's file. */
export type Answer = 'items' | 'file';

/** The workflow behind a webhook in place of its trigger, and the webhook's path. */
export function behindWebhook(workflow: Workflow, answer: Answer): { workflow: Workflow; path: string } {
	const path = randomUUID();
	const file = { responseData: 'firstEntryBinary', responseBinaryPropertyName: 'data' };
	const parameters = {
		path,
		responseMode: 'lastNode',
		...(answer === 'file' ? file : { responseData: 'allEntries' }),
	};
	const trigger = { type: 'n8n-nodes-base.webhook', typeVersion: 2, parameters, webhookId: path };
	return { workflow: withTrigger(workflow, trigger), path };
}

/** The workflow with only one of its Download Archive nodes, so that it is clear which one comes last. */
export function withOnly(workflow: Workflow, operation: Operation): Workflow {
	const copy = copyOf(workflow);
	const wanted = downloadNode(copy, operation);
	const others = copy.nodes.filter((node) => node.type.endsWith('.downloadArchive') && node !== wanted);
	const gone = new Set(others.map(({ name }) => name));
	copy.nodes = copy.nodes.filter(({ name }) => !gone.has(name));
	for (const name of gone) Reflect.deleteProperty(copy.connections, name);
	for (const { main } of Object.values(copy.connections)) {
		main?.forEach(
			(targets, output) => (main[output] = (targets ?? []).filter(({ node }) => !gone.has(node))),
		);
	}
	return copy;
}

/** The Download Archive node that does `operation`. @throws when there is none. */
export function downloadNode(workflow: Workflow, operation: Operation): WorkflowNode {
	const nodes = workflow.nodes.filter((node) => node.type.endsWith('.downloadArchive'));
	// Unpack is the node's own default, so an export may leave it out.
	const found = nodes.find(({ parameters }) => (parameters.operation ?? 'unpack') === operation);
	if (!found)
		throw new Error(
			`The workflow "${workflow.name}" has no Download Archive node with the operation ${operation}`,
		);
	return found;
}

function withTrigger(workflow: Workflow, trigger: Partial<WorkflowNode>): Workflow {
	const copy = copyOf(workflow);
	const manual = nodeOf(copy, 'manualTrigger');
	// The name stays, so the connections do.
	copy.nodes = copy.nodes.map((node) => (node.name === manual.name ? { ...manual, ...trigger } : node));
	return copy;
}
