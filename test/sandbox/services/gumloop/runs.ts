import { SAMPLE_FILES, type SourceFile } from '../../fixtures/files';
import type { Stage } from '../../stage';
import type { GumloopBehaviour } from './behaviour';

/** Flow runs of the sandbox by what they show. */
export const GUMLOOP_RUNS = {
	/** DONE, its files in the outputs. */
	done: 'run_done_7Qm2',
	/** QUEUED, then RUNNING, then DONE. */
	running: 'run_running_3Fx8',
	failed: 'run_failed_9Zk1',
	terminated: 'run_terminated_5Ty4',
	/** DONE with `outputs: null`, which the vendor's own JavaScript client never gets over. */
	withoutOutputs: 'run_silent_2Wb6',
} as const;

/** Gumloop's files have names and no folders. */
export const GUMLOOP_FILES: readonly SourceFile[] = SAMPLE_FILES.map((file) => ({
	...file,
	path: file.path.split('/').pop() ?? file.path,
}));

/** The flow runs, whose states come from the time that has gone by and from being killed. */
export class GumloopRuns {
	private killed = new Set<string>();
	private started: number | undefined;

	constructor(private readonly stage: Stage<GumloopBehaviour>) {
		stage.onReset(() => {
			this.killed.clear();
			this.started = undefined;
		});
	}

	kill(run: string): void {
		this.killed.add(run);
	}

	/** Undefined for a run that nobody knows. */
	stateOf(run: string): string | undefined {
		if (this.killed.has(run)) return 'TERMINATED';
		if (run === GUMLOOP_RUNS.failed) return 'FAILED';
		if (run === GUMLOOP_RUNS.terminated) return 'TERMINATED';
		if (run === GUMLOOP_RUNS.running) {
			this.started ??= Date.now();
			const total = this.stage.core.paced(this.stage.behaviour.runMilliseconds);
			const gone = Date.now() - this.started;
			return gone >= total ? 'DONE' : gone >= total / 3 ? 'RUNNING' : 'QUEUED';
		}
		return run === GUMLOOP_RUNS.done || run === GUMLOOP_RUNS.withoutOutputs ? 'DONE' : undefined;
	}

	/** What the run's Output nodes gave: file names among other things. */
	outputsOf(run: string, state: string): unknown {
		if (run === GUMLOOP_RUNS.withoutOutputs) return null;
		if (state !== 'DONE') return {};
		const names = GUMLOOP_FILES.map((file) => file.path);
		return { report: names[2], files: names, remark: 'All orders of November', count: names.length };
	}
}
