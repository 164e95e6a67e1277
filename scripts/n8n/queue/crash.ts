import { bigZip, type BigZip } from '../lib/bigZip';
import { startBigServer, type BigServer } from '../lib/bigServer';
import { assert, type Checks } from '../lib/checks';
import { bytesOf, executionsOf, finishedExecution, itemsOf, type Execution } from '../lib/executions';
import type { Instance } from '../lib/instance';
import { liveWebhook, type LiveWebhook, type QueueBench } from '../lib/queueBench';
import { until } from '../lib/until';
import { sha256 } from '../checks/content';

/** n8n looks for executions without a worker about this often, in milliseconds; with room to spare. */
const NOTICED_WITHIN = 240_000;

/** A worker that dies in the middle of work. n8n's own rules say what becomes of the execution; nothing may be corrupted. */
export async function checkCrashes(bench: QueueBench, checks: Checks): Promise<void> {
	const zip = bigZip(6, 400_000);
	const server = await startBigServer(zip);
	await checks.run('Worker killed while it waits', 'webhook, two workers', async () => {
		server.preparing = true;
		const options = { firstInterval: 0.2, longestInterval: 0.5 };
		const hook = await liveWebhook(bench, server, { operation: 'unpack', wait: { timeout: 600, options } });
		const execution = await killDuring(hook, () => server.asked.ready >= 3);
		return outcome(execution, await goneRight(bench, execution, zip));
	});
	await checks.run('Worker killed while it unpacks', 'webhook, two workers', async () => {
		server.preparing = false;
		server.holding = true;
		server.sent = 0;
		const hook = await liveWebhook(bench, server, { operation: 'unpack' });
		const execution = await killDuring(hook, () => server.sent > zip.size / 3);
		return outcome(execution, await goneRight(bench, execution, zip));
	});
	await checks.run('The next execution', 'webhook, two workers', async () => {
		const hook = await liveWebhook(bench, server, { operation: 'unpack' });
		const response = await hook.call();
		assert(response.ok, `the webhook answered ${response.status}`);
		const files = (await response.json()) as unknown[];
		assert(files.length === zip.files.length, `it answered with ${files.length} files`);
		return `${files.length} files`;
	});
	await server.close();

	/** Starts an execution, kills its worker when `midway`, lets the service go on, and waits for what becomes of it. */
	async function killDuring(hook: LiveWebhook, midway: () => boolean): Promise<Execution> {
		resetCounts(server);
		const answer = hook.call().catch(() => undefined);
		await until('the work to be under way', { timeout: 60_000, every: 20 }, () =>
			midway() ? true : undefined,
		);
		const { id } = (await executionsOf(bench.session, hook.workflowId))[0];
		const worker = bench.queue.workers.find(({ child }) => child.tail(Infinity).includes(`execution ${id} `));
		assert(worker !== undefined, `no worker's log tells of execution ${id}`);
		await worker.child.kill();
		await replace(bench, worker);
		server.preparing = false;
		server.holding = false;
		const execution = await finishedExecution(bench.session, id, { timeout: NOTICED_WITHIN });
		// The caller of the webhook may get no answer at all: its worker is gone.
		void answer;
		return execution;
	}
}

/** Whether the files are whole, where n8n took the execution up again; undefined where it told it as crashed. */
async function goneRight(
	{ session }: QueueBench,
	execution: Execution,
	zip: BigZip,
): Promise<boolean | undefined> {
	if (execution.status !== 'success') {
		assert(['error', 'crashed'].includes(execution.status), `it ended as "${execution.status}"`);
		return undefined;
	}
	const items = itemsOf(execution, 'Download');
	assert(items.length === zip.files.length, `it gave ${items.length} files instead of ${zip.files.length}`);
	for (const [index, { binary }] of items.entries()) {
		assert(binary !== undefined, 'an item has no file');
		const hash = sha256(await bytesOf(session, binary.data));
		assert(hash === zip.files[index].sha256, `${zip.files[index].path} differs from the source`);
	}
	return true;
}

function outcome({ status, error }: Execution, whole: boolean | undefined): string {
	return whole
		? 'taken up by another worker; every byte is right'
		: `told by n8n as "${status}": ${error?.message ?? ''}`;
}

function resetCounts(server: BigServer): void {
	server.asked = { ready: 0, bytes: 0 };
	server.sent = 0;
}

async function replace({ queue }: QueueBench, gone: Instance): Promise<void> {
	queue.workers.splice(queue.workers.indexOf(gone), 1, await queue.addWorker());
}
