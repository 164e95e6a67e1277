import { bigZip } from '../lib/bigZip';
import { startBigServer } from '../lib/bigServer';
import { assert, type Checks } from '../lib/checks';
import { bytesOf, executionsOf, itemsOf, readExecution } from '../lib/executions';
import { liveWebhook, type QueueBench } from '../lib/queueBench';
import { sha256 } from '../checks/content';

const EXECUTIONS = 100;
/** Calls under way at a time. */
const AT_ONCE = 10;

/** Many webhook calls, shared by both workers, each with the right files. */
export async function checkSpread(bench: QueueBench, checks: Checks): Promise<void> {
	const zip = bigZip(6, 20_000);
	const server = await startBigServer(zip);
	await checks.run(`${EXECUTIONS} executions`, 'webhook, two workers', async () => {
		const hook = await liveWebhook(bench, server, { operation: 'unpack' });
		let left = EXECUTIONS;
		const caller = async () => {
			while (left > 0) {
				left -= 1;
				const response = await hook.call();
				const body = await response.text();
				assert(response.ok, `the webhook answered ${response.status}: ${body.slice(0, 200)}`);
				const paths = (JSON.parse(body) as Array<{ path: string }>).map(({ path }) => path);
				assert(
					paths.join() === zip.files.map(({ path }) => path).join(),
					`an execution answered with ${paths.length} files`,
				);
			}
		};
		await Promise.all(Array.from({ length: AT_ONCE }, caller));
		const done = await executionsOf(bench.session, hook.workflowId);
		const fine = done.filter(({ status }) => status === 'success');
		assert(fine.length === EXECUTIONS, `${fine.length} of ${EXECUTIONS} executions succeeded`);
		await assertBytes(bench, fine[0].id);
		const shares = bench.queue.workers.map(({ child }) => finishedBy(child.tail(Infinity)));
		assert(
			shares.every((share) => share > 0),
			`the workers did ${shares.join(' and ')} of them`,
		);
		return `all succeeded; the workers did ${shares.join(' and ')}`;
	});
	await server.close();

	async function assertBytes({ session }: QueueBench, id: string): Promise<void> {
		const items = itemsOf(await readExecution(session, id), 'Download');
		for (const [index, { binary }] of items.entries()) {
			assert(binary?.data.id?.startsWith('database:') === true, 'a file is not in the database');
			const hash = sha256(await bytesOf(session, binary.data));
			assert(hash === zip.files[index].sha256, `${zip.files[index].path} differs from the source`);
		}
	}
}

/** How many executions a worker says in its log that it finished. */
function finishedBy(log: string): number {
	return log.match(/Worker finished execution/g)?.length ?? 0;
}
