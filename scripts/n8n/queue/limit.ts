import { bigZip } from '../lib/bigZip';
import { startBigServer } from '../lib/bigServer';
import { assert, type Checks } from '../lib/checks';
import { executionsOf, readExecution } from '../lib/executions';
import { liveWebhook, type QueueBench } from '../lib/queueBench';

const MIB = 1024 * 1024;

/** An archive that is larger than what n8n's database takes as one file. */
export async function checkLimit(bench: QueueBench, checks: Checks, maxFileMiB: number): Promise<void> {
	const zip = bigZip(12 * maxFileMiB, (MIB * 3) / 4);
	const server = await startBigServer(zip);
	const size = `${Math.ceil(zip.size / MIB)} MiB, limit ${maxFileMiB} MiB`;
	await checks.run(`ZIP of ${size}`, 'Unpack', async () => {
		assert(zip.size > maxFileMiB * MIB, `the archive has only ${zip.size} bytes`);
		const response = await (await liveWebhook(bench, server, { operation: 'unpack' })).call();
		assert(response.ok, `the webhook answered ${response.status}`);
		const files = (await response.json()) as unknown[];
		assert(
			files.length === zip.files.length,
			`${files.length} files came out instead of ${zip.files.length}`,
		);
		return `${files.length} files`;
	});
	await checks.run(`ZIP of ${size}`, 'Download ZIP', async () => {
		server.asked.bytes = 0;
		const hook = await liveWebhook(bench, server, { operation: 'downloadZip' });
		await hook.call();
		const [{ id }] = await executionsOf(bench.session, hook.workflowId);
		const { status, error } = await readExecution(bench.session, id);
		assert(status === 'error', `the execution ended as "${status}"`);
		assert(/fit/.test(error?.message ?? ''), `it says only: ${error?.message}`);
		assert(server.asked.bytes === 0, `it asked for the bytes ${server.asked.bytes} times before it said so`);
		return `"${error?.message}"`;
	});
	await server.close();
}
