import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { AskerNews } from './asker';
import { inLine, plainNode } from './dataFramer';
import { behindWebhook } from './examples';
import type { RestSession } from './rest';
import { callWebhook } from './runs';

/** How a second workflow answered while something else was done. All times are in milliseconds. */
export interface Beats {
	count: number;
	median: number;
	longest: number;
}

/** A workflow behind a webhook that has nothing to do but to answer, as somebody else's would. */
export interface Pulse {
	/** Does some work, and has the webhook asked again and again meanwhile. @throws when it does not answer */
	during<T>(work: () => Promise<T>): Promise<{ value: T; beats: Beats }>;
	stop(): void;
}

/** Makes that workflow, and waits until it answers. Nothing is saved of its runs: saving is not what is measured. */
export async function startPulse(session: RestSession): Promise<Pulse> {
	const workflow = inLine('Answers at once', [
		plainNode('Start', 'n8n-nodes-base.manualTrigger'),
		plainNode('Answer', 'n8n-nodes-base.noOp'),
	]);
	const hook = behindWebhook({ ...workflow, settings: { saveDataSuccessExecution: 'none' } }, 'items');
	await (await callWebhook(session, hook)).arrayBuffer();
	const asker = fork(join(__dirname, 'asker.ts'), [`${session.origin}/webhook/${hook.path}`]);

	/** Resolves when the asker has nothing more to do; gives the times of its answers. */
	async function untilReady(): Promise<number[]> {
		const times: number[] = [];
		return await new Promise((resolve, reject) => {
			const hear = (message: unknown) => {
				const news = message as AskerNews;
				if ('took' in news) {
					times.push(news.took);
					return;
				}
				asker.off('message', hear);
				if ('ready' in news) resolve(times);
				else reject(new Error(`The second workflow does not answer: ${news.refused}`));
			};
			asker.on('message', hear);
		});
	}

	await untilReady();
	return {
		async during(work) {
			const ready = untilReady();
			// What it throws is thrown below, when the work is done.
			ready.catch(() => undefined);
			asker.send('go');
			const value = await work().finally(() => asker.send('stop'));
			return { value, beats: beatsOf(await ready) };
		},
		stop: () => asker.disconnect(),
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
