import { assert, type Checks } from '../lib/checks';
import { inLine, plainNode } from '../lib/dataFramer';
import { fetching, RARELY, unpacking, type Gigabyte } from '../lib/gigabyte';
import { canWatchMemory, watchMemory } from '../lib/memory';
import { importWorkflow, runByHand } from '../lib/runs';
import type { Execution } from '../lib/executions';
import type { Workbench } from '../lib/workbench';
import type { Workflow } from '../lib/workflow';
import { assertBytes } from './content';

/** Megabytes that n8n may hold more while it unpacks, whatever the archive's size. */
const ALLOWED = 100;

/** How much more memory n8n holds while it unpacks 1 GiB with our node. */
export async function checkMemory(bench: Workbench, checks: Checks, gigabyte: Gigabyte): Promise<void> {
	if (!canWatchMemory()) {
		console.log('  – Memory: not measured, because this system does not tell it (there is no /proc).');
		return;
	}
	// The first run of any node loads code; that is not what is measured.
	await growth(bench, await unpacking(bench, gigabyte.small));
	await checks.run('1 GiB, Unpack', 'memory of n8n', async () => {
		const { megabytes, execution } = await growth(bench, await unpacking(bench, gigabyte.server));
		assertBytes(execution, 'Download', gigabyte.zip.unpacked);
		assert(megabytes <= ALLOWED, `grew by ${megabytes} MB; ${ALLOWED} are allowed`);
		return `grew by ${megabytes} MB`;
	});
}

/** The same with what n8n has itself. It leaves n8n with a gigabyte or more, so nothing is measured after it. */
export async function checkOthersMemory(
	bench: Workbench,
	checks: Checks,
	{ server }: Gigabyte,
): Promise<void> {
	if (!canWatchMemory()) return;
	await checks.run('1 GiB, HTTP Request + Compression', 'memory of n8n', async () => {
		const { megabytes, execution } = await growth(bench, theirs(server.origin));
		return `grew by ${megabytes} MB; ended as "${execution.status}"`;
	});
}

async function growth(
	{ session, instance }: Workbench,
	workflow: Workflow,
): Promise<{ megabytes: number; execution: Execution }> {
	const stored = await importWorkflow(session, workflow);
	const watch = watchMemory(instance.child.pid);
	const execution = await runByHand(session, stored, RARELY);
	return { megabytes: Math.round(watch.stop()), execution };
}

/** What people build without us. */
function theirs(origin: string): Workflow {
	return inLine('HTTP Request and Compression', [
		plainNode('Start', 'n8n-nodes-base.manualTrigger'),
		fetching(`${origin}/storage/archive.zip`),
		plainNode('Unzip', 'n8n-nodes-base.compression', {}, 1.1),
	]);
}
