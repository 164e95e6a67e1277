import { finishedExecution, executionsOf, type Execution } from './executions';
import { RestRefusal, type RestSession } from './rest';
import { until, type Patience } from './until';
import type { Workflow } from './workflow';

/** A workflow that n8n has stored. */
export interface StoredWorkflow extends Workflow {
	id: string;
	versionId: string;
}

/** Imports a workflow as the editor does with a pasted file. */
export async function importWorkflow(session: RestSession, workflow: Workflow): Promise<StoredWorkflow> {
	const { name, nodes, connections, settings = {}, pinData } = workflow;
	return await session.post('/rest/workflows', {
		name,
		nodes,
		connections,
		...(pinData === undefined ? {} : { pinData }),
		active: false, // n8n 1.x insists on it
		settings: { executionOrder: 'v1', ...settings },
	});
}

/**
 * Presses the button: starts the workflow from its trigger and gives the execution's id.
 * @param data what the trigger is to give, where it gives nothing by itself
 */
export async function startByHand(
	session: RestSession,
	workflow: StoredWorkflow,
	data?: object,
): Promise<string> {
	const trigger = workflow.nodes.find((node) => /trigger$/i.test(node.type));
	if (!trigger) throw new Error(`The workflow "${workflow.name}" has no trigger`);
	const { executionId } = await session.post<{ executionId: string }>(`/rest/workflows/${workflow.id}/run`, {
		workflowData: workflow,
		triggerToStartFrom: { name: trigger.name, ...(data === undefined ? {} : { data }) },
	});
	return executionId;
}

/** Presses the button and waits for the end. */
export async function runByHand(
	session: RestSession,
	workflow: StoredWorkflow,
	patience?: Partial<Patience>,
): Promise<Execution> {
	return await finishedExecution(session, await startByHand(session, workflow), patience);
}

/** Makes the workflow's own triggers and webhooks live. n8n does so in the background. */
export async function activate(session: RestSession, { id, versionId }: StoredWorkflow): Promise<void> {
	await session.post(`/rest/workflows/${id}/activate`, { versionId });
}

export async function deactivate(session: RestSession, { id }: StoredWorkflow): Promise<void> {
	await session.post(`/rest/workflows/${id}/deactivate`);
}

/** Stops an execution as the editor's Stop button does. One that has just ended by itself is fine too. */
export async function stopExecution(session: RestSession, id: string): Promise<void> {
	try {
		await session.post(`/rest/executions/${id}/stop`);
	} catch (error) {
		if (!(error instanceof RestRefusal && error.status < 500)) throw error;
	}
}

/** Makes the workflow's own trigger live until it has fired once, and waits for the end of that execution. */
export async function runByTrigger(
	session: RestSession,
	workflow: Workflow,
	timeout = 60_000,
): Promise<Execution> {
	const stored = await importWorkflow(session, workflow);
	await activate(session, stored);
	const id = await until(`"${workflow.name}" to be started by its trigger`, { timeout }, async () => {
		const started = await executionsOf(session, stored.id);
		return started.at(-1)?.id;
	});
	await deactivate(session, stored);
	return await finishedExecution(session, id, { timeout });
}

/** A workflow behind a webhook, and its path. */
export interface Hook {
	workflow: Workflow;
	path: string;
}

/**
 * Makes a workflow behind a webhook live, calls it once, and gives its answer.
 * @param upload what is sent to it; nothing by default
 * @throws when the answer is not 2xx
 */
export async function callWebhook(session: RestSession, hook: Hook, upload?: FormData): Promise<Response> {
	return await callStored(session, await importWorkflow(session, hook.workflow), hook.path, upload);
}

/** Makes a workflow behind a webhook live, calls it once, and gives the execution that this was. */
export async function runByWebhook(session: RestSession, { workflow, path }: Hook): Promise<Execution> {
	const stored = await importWorkflow(session, workflow);
	await (await callStored(session, stored, path)).arrayBuffer();
	const [latest] = await executionsOf(session, stored.id);
	await deactivate(session, stored);
	return await finishedExecution(session, latest.id);
}

/** Makes a stored workflow behind a webhook live, calls it once, and gives its answer. @throws when the answer is not 2xx */
export async function callStored(
	session: RestSession,
	stored: StoredWorkflow,
	path: string,
	upload?: FormData,
): Promise<Response> {
	await activate(session, stored);
	const response = await until('the webhook to be live', { timeout: 20_000 }, async () => {
		const answer = await fetch(`${session.origin}/webhook/${path}`, {
			...(upload === undefined ? {} : { method: 'POST', body: upload }),
			headers: { connection: 'close' },
			signal: AbortSignal.timeout(120_000),
		});
		return answer.status === 404 ? undefined : answer;
	});
	if (!response.ok)
		throw new Error(`The webhook answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
	return response;
}
