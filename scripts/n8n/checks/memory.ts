import { bigZip } from '../lib/bigZip';
import { startBigServer, type BigServer } from '../lib/bigServer';
import { assert, type Checks } from '../lib/checks';
import { createCredential, credentialTypes } from '../lib/credentials';
import { dataFramerCredentials, dataFramerWorkflow, inLine, plainNode } from '../lib/dataFramer';
import { itemsOf } from '../lib/executions';
import { canWatchMemory, watchMemory } from '../lib/memory';
import { importWorkflow, runByHand } from '../lib/runs';
import type { Workbench } from '../lib/workbench';
import type { Workflow } from '../lib/workflow';
import { assertSucceeded } from './content';

const FILES = 16;
const FILE_BYTES = 64 * 1024 * 1024;
/** Megabytes that n8n may hold more while it unpacks, whatever the archive's size. */
const ALLOWED = 100;
/**
 * Every question costs n8n one or two megabytes of objects (the session, its rights, the execution, all out of SQLite). Asked five
 * times a second, as the other checks do, those were most of what was measured.
 */
const PATIENCE = { timeout: 300_000, every: 2000 };

/** How much more memory n8n holds while it unpacks 1 GiB: with our node, then with what it has itself. */
export async function checkMemory(bench: Workbench, checks: Checks): Promise<void> {
	if (!canWatchMemory()) {
		console.log('  – Memory: not measured, because this system does not tell it (there is no /proc).');
		return;
	}
	const zip = bigZip(FILES, FILE_BYTES);
	const server = await startBigServer(zip);
	const small = await startBigServer(bigZip(FILES, 64 * 1024));
	const growth = async (workflow: Workflow) => {
		const stored = await importWorkflow(bench.session, workflow);
		const watch = watchMemory(bench.instance.child.pid);
		const execution = await runByHand(bench.session, stored, PATIENCE);
		return { megabytes: Math.round(watch.stop()), execution };
	};
	// The first run of any node loads code; that is not what is measured.
	await growth(await ours(bench, small));
	await checks.run('1 GiB, Unpack', 'memory of n8n', async () => {
		const { megabytes, execution } = await growth(await ours(bench, server));
		assertSucceeded(execution);
		const bytes = itemsOf(execution, 'Download').reduce(
			(sum, { binary }) => sum + (binary?.data.bytes ?? 0),
			0,
		);
		assert(bytes === zip.unpacked, `${bytes} bytes came out instead of ${zip.unpacked}`);
		assert(megabytes <= ALLOWED, `grew by ${megabytes} MB; ${ALLOWED} are allowed`);
		return `grew by ${megabytes} MB`;
	});
	await checks.run('1 GiB, HTTP Request + Compression', 'memory of n8n', async () => {
		const { megabytes, execution } = await growth(theirs(server));
		return `grew by ${megabytes} MB; ended as "${execution.status}"`;
	});
	await Promise.all([server.close(), small.close()]);
}

async function ours({ session, packageName }: Workbench, server: BigServer): Promise<Workflow> {
	const type = credentialTypes().find(({ name }) => name === 'dataFramerApi');
	assert(type !== undefined, 'the package has no credential dataFramerApi');
	const credential = await createCredential(
		session,
		type,
		dataFramerCredentials(server.origin).dataFramerApi,
	);
	return dataFramerWorkflow({ packageName, operation: 'unpack', credential });
}

/** What people build without us. */
function theirs(server: BigServer): Workflow {
	const response = { options: { response: { response: { responseFormat: 'file' } } } };
	return inLine('HTTP Request and Compression', [
		plainNode('Start', 'n8n-nodes-base.manualTrigger'),
		plainNode(
			'Fetch',
			'n8n-nodes-base.httpRequest',
			{ url: `${server.origin}/storage/archive.zip`, ...response },
			4.2,
		),
		plainNode('Unzip', 'n8n-nodes-base.compression', {}, 1.1),
	]);
}
