import type { IWorkflowBase } from 'n8n-workflow';
import { otherServiceShows, presetShows, QUICKLY, type RecipeShow } from '../../demo/recipes';
import { examples, inOneNode } from '../../examples';
import type { SourceFile } from '../../../test/sandbox';
import { assert, type Checks } from '../lib/checks';
import { createCredential, credentialTypes } from '../lib/credentials';
import { plainNode } from '../lib/dataFramer';
import { behindWebhook, onSchedule, withCredentials } from '../lib/examples';
import type { Execution } from '../lib/executions';
import { importWorkflow, runByHand, runByTrigger, runByWebhook } from '../lib/runs';
import type { Workbench } from '../lib/workbench';
import { copyOf, type Connection, type Workflow, type WorkflowNode } from '../lib/workflow';
import { assertUnpacked } from './content';

const START = 'Start';
/** What each branch ends in: its files. */
const LAST = ['Unpack', 'Unpack ZIP'];

/** A service with its workflow in this n8n. */
interface Signed {
	name: string;
	workflow: Workflow;
	/** What must come out. */
	files: readonly SourceFile[];
}

/**
 * The providers that are code in one node, and every preset and Other Service in three and in one; in one also the ZIP out of its
 * binary field. All of a kind are branches of one workflow, which is started in every way that people start workflows.
 */
export async function checkEveryWay(bench: Workbench, checks: Checks): Promise<void> {
	bench.sandbox.reset();
	const coded = examples().map(({ provider, workflow }): Signed => ({
		name: provider,
		workflow: withCredentials(workflow as unknown as Workflow, bench.credentials),
		files: bench.sandbox.files(provider),
	}));
	await checkWays(bench, checks, `${coded.length} providers${IN_ONE}`, branches(coded.map(inOne)));
	const presets = await presetShows();
	const kinds: Array<[string, RecipeShow[]]> = [
		[`${presets.length} presets`, presets],
		['Other Service', otherServiceShows(bench.sandbox)],
	];
	for (const [title, shows] of kinds) {
		const signed = await withStoredCredentials(bench, shows);
		await checkWays(bench, checks, `${title}, three nodes`, branches(signed));
		await checkWays(bench, checks, title + IN_ONE, branches(signed.map(inOne)));
	}
	await Promise.all(presets.map(async (preset) => await preset.close()));
	bench.sandbox.reset();
}

const IN_ONE = ', one node and binary field';

function inOne(signed: Signed): Signed {
	const workflow = inOneNode(signed.workflow as unknown as IWorkflowBase, QUICKLY);
	return { ...signed, workflow: workflow as unknown as Workflow };
}

/** Recipes share credential types, and each has a credential of its own: as people have accounts. */
async function withStoredCredentials({ session }: Workbench, shows: RecipeShow[]): Promise<Signed[]> {
	const types = credentialTypes();
	const signed: Signed[] = [];
	for (const { name, credential, data, workflow, files } of shows) {
		const type = types.find((one) => one.name === credential);
		assert(type !== undefined, `the package has no credential ${credential}`);
		const stored = await createCredential(session, type, data);
		const copy = copyOf(workflow as unknown as Workflow);
		for (const node of copy.nodes)
			if (type.name in (node.credentials ?? {}))
				node.credentials = { [type.name]: { id: stored.id, name: stored.name } };
		signed.push({ name, workflow: copy, files });
	}
	return signed;
}

/** Where a branch's files come out, and what they must be. */
interface Ending {
	node: string;
	files: readonly SourceFile[];
}

/** All workflows as branches behind one trigger, each node named after its service. */
function branches(all: Signed[]): { workflow: Workflow; endings: Ending[] } {
	const nodes: WorkflowNode[] = [plainNode(START, 'n8n-nodes-base.manualTrigger')];
	const connections: Workflow['connections'] = { [START]: { main: [[]] } };
	const endings: Ending[] = [];
	all.forEach(({ name: service, files, workflow }, row) => {
		const isStart = (name: string) =>
			workflow.nodes.some((node) => node.name === name && /trigger$/i.test(node.type));
		const named = (name: string) => (isStart(name) ? START : `${name}: ${service}`);
		const renamed = (outputs: Array<Connection[] | null> = []) =>
			outputs.map((targets) => (targets ?? []).map((target) => ({ ...target, node: named(target.node) })));
		for (const node of workflow.nodes) {
			if (isStart(node.name)) continue;
			const name = named(node.name);
			nodes.push({ ...node, id: name, name, position: [nodes.length * 10, row * 100] });
			if (LAST.includes(node.name)) endings.push({ node: name, files });
		}
		for (const [from, { main }] of Object.entries(workflow.connections)) {
			if (!isStart(from)) connections[named(from)] = { main: renamed(main) };
			else connections[START].main?.[0]?.push(...renamed(main).flat());
		}
	});
	return { workflow: { name: `Every way, ${endings.length} endings`, nodes, connections }, endings };
}

async function checkWays(
	{ session, sandbox }: Workbench,
	checks: Checks,
	title: string,
	{ workflow, endings }: { workflow: Workflow; endings: Ending[] },
): Promise<void> {
	const unpacked = async (execution: Execution): Promise<string> => {
		for (const { node, files } of endings) {
			await assertUnpacked(session, execution, node, files).catch(async (error: unknown) => {
				throw new Error(`${node}: ${error instanceof Error ? error.message : String(error)}`);
			});
		}
		const files = endings.reduce((sum, ending) => sum + ending.files.length, 0);
		return `${files} files out of ${endings.length} nodes`;
	};
	const ways: Array<[string, () => Promise<Execution>]> = [
		['by hand', async () => await runByHand(session, await importWorkflow(session, workflow))],
		['schedule', async () => await runByTrigger(session, onSchedule(workflow))],
		['webhook', async () => await runByWebhook(session, behindWebhook(workflow, 'items'))],
	];
	for (const [way, start] of ways) {
		await checks.run(title, way, async () => await unpacked(await start()));
		sandbox.reset();
	}
}
