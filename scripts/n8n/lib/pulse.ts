import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { inLine, plainNode } from './dataFramer';
import { behindWebhook } from './examples';
import type { RestSession } from './rest';
import { callWebhook } from './runs';

/** Milliseconds between an answer and the next question. */
const PAUSE = 25;

/** How a second workflow answered while something else was done. All times are in milliseconds. */
export interface Beats {
	count: number;
	median: number;
	longest: number;
}

/** A workflow behind a webhook that has nothing to do but to answer, as somebody else's would. */
export interface Pulse {
	/** Does some work, and asks the webhook again and again meanwhile. @throws when it does not answer */
	during<T>(work: () => Promise<T>): Promise<{ value: T; beats: Beats }>;
}

/** Makes that workflow, and waits until it answers. Nothing is saved of its runs: saving is not what is measured. */
export async function startPulse(session: RestSession): Promise<Pulse> {
	const workflow = inLine('Answers at once', [
		plainNode('Start', 'n8n-nodes-base.manualTrigger'),
		plainNode('Answer', 'n8n-nodes-base.noOp'),
	]);
	const hook = behindWebhook({ ...workflow, settings: { saveDataSuccessExecution: 'none' } }, 'items');
	await (await callWebhook(session, hook)).arrayBuffer();

	async function ask(): Promise<number> {
		const begin = performance.now();
		const response = await fetch(`${session.origin}/webhook/${hook.path}`, {
			headers: { connection: 'close' },
			signal: AbortSignal.timeout(120_000),
		});
		await response.arrayBuffer();
		if (!response.ok) throw new Error(`The second workflow answered ${response.status}`);
		return performance.now() - begin;
	}

	return {
		async during(work) {
			const times: number[] = [];
			let going = true;
			const asking = async () => {
				while (going) {
					times.push(await ask());
					await pause(PAUSE);
				}
			};
			const asked = asking();
			// What it throws is thrown below, when the work is done.
			asked.catch(() => undefined);
			const value = await work().finally(() => (going = false));
			await asked;
			return { value, beats: beatsOf(times) };
		},
	};
}

function beatsOf(times: readonly number[]): Beats {
	const sorted = [...times].sort((one, other) => one - other);
	return {
		count: sorted.length,
		median: sorted[Math.floor(sorted.length / 2)] ?? 0,
		longest: sorted.at(-1) ?? 0,
	};
}
