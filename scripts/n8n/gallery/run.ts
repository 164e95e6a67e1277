import JSZip from 'jszip';
import { gallery, type Shown } from '../../examples';
import { withCredentials } from '../lib/examples';
import { executionsOf, finishedExecution, type Execution } from '../lib/executions';
import { callStored, deactivate, importWorkflow, startByHand, type StoredWorkflow } from '../lib/runs';
import type { Workbench } from '../lib/workbench';
import type { Workflow } from '../lib/workflow';
import type { Outside } from './outside';

/** A workflow of the gallery after a run. */
export interface Ran {
	shown: Shown;
	stored: StoredWorkflow;
	execution: Execution;
	/** What a webhook answered. */
	answer?: { type: string; name: string; bytes: Buffer };
}

/** Seconds in the place of minutes: nobody waits for an example. */
const IMPATIENT: Record<string, Record<string, unknown>> = {
	'Wait For Archive': { timeout: 1, options: { firstInterval: 0.5 } },
	'Ten minutes': { amount: 1, unit: 'seconds' },
};

/** Milliseconds, before pacing, that Alfresco takes for the archive that takes hours. */
const LONG = 60_000;

/** Imports a workflow of the gallery as a person does who fills in credentials, and starts it by its own trigger. */
export async function runShown(bench: Workbench, outside: Outside, name: string): Promise<Ran> {
	const shown = gallery().find((one) => one.name === name);
	if (shown === undefined) throw new Error(`The gallery does not show ${name}`);
	const { session, sandbox } = bench;
	if (name === 'hours-long-loop') sandbox.behaviour.alfresco.buildMilliseconds = LONG;
	const all = [...bench.credentials, ...outside.credentials];
	const filled = withCredentials(outside.withChat(shown.workflow) as unknown as Workflow, all);
	const stored = await importWorkflow(session, quick(filled));
	const trigger = stored.nodes.find(({ type }) => /trigger$|\.webhook$/i.test(type));
	if (trigger?.type.endsWith('.webhook')) return { shown, stored, ...(await byWebhook(bench, stored)) };
	const id = await startByHand(session, stored, trigger?.type.endsWith('.chatTrigger') ? asked() : undefined);
	return { shown, stored, execution: await finishedExecution(session, id) };
}

function quick(workflow: Workflow): Workflow {
	const nodes = workflow.nodes.map((node) => ({
		...node,
		parameters: { ...node.parameters, ...IMPATIENT[node.name] },
	}));
	return { ...workflow, nodes };
}

async function byWebhook(
	{ session }: Workbench,
	stored: StoredWorkflow,
): Promise<Pick<Ran, 'execution' | 'answer'>> {
	const hook = stored.nodes.find(({ type }) => type.endsWith('.webhook'))?.parameters;
	const upload = hook?.httpMethod === 'POST' ? await someZip() : undefined;
	const response = await callStored(session, stored, String(hook?.path), upload);
	const bytes = Buffer.from(await response.arrayBuffer());
	const [{ id }] = await executionsOf(session, stored.id);
	await deactivate(session, stored);
	return {
		execution: await finishedExecution(session, id),
		answer: {
			type: response.headers.get('content-type') ?? '',
			name: response.headers.get('content-disposition') ?? '',
			bytes,
		},
	};
}

/** What somebody might send to a webhook. */
export async function someZip(): Promise<FormData> {
	const zip = new JSZip().file('reports/may.csv', 'a,b').file('notes.txt', 'Hello');
	const form = new FormData();
	form.append('data', new Blob([await zip.generateAsync({ type: 'arraybuffer' })]), 'some.zip');
	return form;
}

/** What the editor's chat hands to its trigger. */
function asked(): object {
	const json = { sessionId: 'gallery', action: 'sendMessage', chatInput: 'Which files are there?' };
	const main = [[{ json }]];
	return { startTime: Date.now(), executionIndex: 0, executionTime: 0, source: [], data: { main } };
}
