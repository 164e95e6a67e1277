import { exampleFiles, examples } from '../../examples';
import { someZip } from '../gallery/run';
import { behindWebhook, downloadNode, onSchedule, withCredentials, withOnly } from '../lib/examples';
import { assert, type Checks } from '../lib/checks';
import { callStored, callWebhook, deactivate, importWorkflow, runByHand, runByTrigger } from '../lib/runs';
import type { Workbench } from '../lib/workbench';
import type { Workflow } from '../lib/workflow';
import { assertSucceeded, assertUnpacked, assertZip, assertZipBytes } from './content';

/** Each provider's example, started in every way that people start workflows. */
export async function checkExamples(bench: Workbench, checks: Checks): Promise<void> {
	for (const { provider, title, workflow: exported } of examples()) {
		const { session, sandbox } = bench;
		const workflow = withCredentials(exported as unknown as Workflow, bench.credentials);
		const expected = sandbox.files(provider);
		const unpack = downloadNode(workflow, 'unpack').name;
		const zip = downloadNode(workflow, 'downloadZip').name;

		await checks.run(title, 'by hand', async () => {
			const execution = await runByHand(session, await importWorkflow(session, workflow));
			const files = await assertUnpacked(session, execution, unpack, expected);
			return `${files}; ${await assertZip(session, execution, zip, expected)}`;
		});
		await checks.run(title, 'schedule', async () => {
			const execution = await runByTrigger(session, onSchedule(workflow));
			assert(execution.mode === 'trigger', `the execution's mode is ${execution.mode}`);
			return await assertUnpacked(session, execution, unpack, expected);
		});
		await checks.run(title, 'webhook, ZIP', async () => {
			const hook = behindWebhook(withOnly(workflow, 'downloadZip'), 'file');
			const response = await callWebhook(session, hook);
			return await assertZipBytes(Buffer.from(await response.arrayBuffer()), expected);
		});
		await checks.run(title, 'webhook, files', async () => {
			const hook = behindWebhook(withOnly(workflow, 'unpack'), 'items');
			const items = (await (await callWebhook(session, hook)).json()) as Array<{ path: string }>;
			const paths = new Set(items.map(({ path }) => path));
			assert(
				items.length === expected.length,
				`${items.length} files were answered instead of ${expected.length}`,
			);
			for (const { path } of expected) assert(paths.has(path), `${path} is missing from the answer`);
			return `${items.length} files`;
		});
	}
}

/** The examples that show something else than one provider: each is imported, and run from its own trigger. */
export async function checkOtherExamples(
	{ session, credentials, sandbox }: Workbench,
	checks: Checks,
): Promise<void> {
	const known = new Set(examples().map(({ workflow }) => workflow.name));
	for (const [file, exported] of exampleFiles(sandbox.origin('remote'))) {
		if (known.has(exported.name)) continue;
		const workflow = withCredentials(exported as unknown as Workflow, credentials);
		const has = (type: string) => workflow.nodes.some((node) => node.type.endsWith(`.${type}`));
		if (has('manualTrigger')) {
			await checks.run(file, 'by hand', async () => {
				assertSucceeded(await runByHand(session, await importWorkflow(session, workflow)));
			});
		} else if (has('webhook')) {
			await checks.run(file, 'webhook', async () => {
				const hook = workflow.nodes.find((node) => node.type.endsWith('.webhook'))?.parameters;
				const path = String(hook?.path);
				const upload = hook?.httpMethod === 'POST' ? await someZip() : undefined;
				const stored = await importWorkflow(session, workflow);
				const bytes = await (await callStored(session, stored, path, upload)).arrayBuffer();
				// The gallery shows it too, at the same path.
				await deactivate(session, stored);
				return `${bytes.byteLength} bytes`;
			});
		} else {
			await checks.run(file, 'schedule', async () => {
				assertSucceeded(await runByTrigger(session, everySecond(workflow)));
			});
		}
	}
}

/** The workflow with its own schedule sped up, so that nobody waits for Monday morning. */
function everySecond(workflow: Workflow): Workflow {
	const rule = { interval: [{ field: 'seconds', secondsInterval: 1 }] };
	const nodes = workflow.nodes.map((node) =>
		node.type.endsWith('.scheduleTrigger') ? { ...node, parameters: { rule } } : node,
	);
	return { ...workflow, nodes };
}
