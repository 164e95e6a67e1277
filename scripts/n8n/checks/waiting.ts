import { DATAFRAMER_RUNS } from '../../../test/sandbox';
import { archiveNode } from '../lib/archiveNode';
import { inLine, plainNode, runField } from '../lib/dataFramer';
import { assert, type Checks } from '../lib/checks';
import { finishedExecution, itemsOf } from '../lib/executions';
import { importWorkflow, runByHand, startByHand, stopExecution } from '../lib/runs';
import { until } from '../lib/until';
import type { Workbench } from '../lib/workbench';
import type { Workflow } from '../lib/workflow';
import { assertSucceeded } from './content';

/** More looks than any wait of these checks takes. */
const NEVER = 1_000_000;
const STOPS_WITHIN = 5_000;

/** Waiting for what is not ready: the second output, and Stop in the middle of it. */
export async function checkWaiting(bench: Workbench, checks: Checks): Promise<void> {
	const { session, sandbox } = bench;
	const looks = () => sandbox.requests.filter(({ url }) => url.includes('/files/download')).length;
	const slowly = async <T>(work: () => Promise<T>): Promise<T> => {
		sandbox.reset();
		sandbox.behaviour.dataFramer.pendingAnswers = NEVER;
		try {
			return await work();
		} finally {
			sandbox.reset();
		}
	};

	await checks.run('An archive that takes hours', 'second output of Wait', () =>
		slowly(async () => {
			const workflow = waitFor(bench, { timeout: 1, onTimeout: 'output' });
			const execution = await runByHand(session, await importWorkflow(session, workflow));
			assertSucceeded(execution);
			const [ready, still] = [itemsOf(execution, 'Wait', 0), itemsOf(execution, 'Wait', 1)];
			assert(
				ready.length === 0 && still.length === 1,
				`${ready.length} ready and ${still.length} still preparing`,
			);
			assert(still[0].json.state === 'preparing', `its state is ${String(still[0].json.state)}`);
			return 'the handle came out at "Preparing"';
		}),
	);
	await checks.run('An archive that takes hours', 'Stop', () =>
		slowly(async () => {
			const stored = await importWorkflow(session, waitFor(bench, { timeout: 3600 }));
			const id = await startByHand(session, stored);
			const before = looks();
			await until('the wait to be under way', { timeout: 20_000 }, () =>
				looks() > before + 1 ? true : undefined,
			);
			await stopExecution(session, id);
			const execution = await finishedExecution(session, id, { timeout: STOPS_WITHIN });
			assert(execution.status === 'canceled', `the execution ended as "${execution.status}"`);
			const after = looks();
			// The next look would come within the second: intervals here are a tenth of one.
			await until('a second to pass', { timeout: 5_000 }, pastOneSecond());
			assert(looks() === after, 'it went on asking the service after Stop');
			return 'ended, and the service is left alone';
		}),
	);
}

function waitFor(bench: Workbench, wait: Record<string, unknown>): Workflow {
	const options = { firstInterval: 0.1, longestInterval: 0.1 };
	return inLine('Wait for it', [
		plainNode('Start', 'n8n-nodes-base.manualTrigger'),
		archiveNode(bench, 'Create', 'createArchive', runField(DATAFRAMER_RUNS.ready)),
		archiveNode(bench, 'Wait', 'waitForArchive', { ...wait, options }),
	]);
}

/** Answers once a second is over. */
function pastOneSecond(): () => true | undefined {
	const end = Date.now() + 1000;
	return () => (Date.now() >= end ? true : undefined);
}
