/**
 * Asks an address again and again, and says how long each answer took. A process of its own: who starts it may be busy serving
 * what n8n reads meanwhile, and its own delays would be taken for n8n's.
 */
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds between an answer and the next question. */
const PAUSE = 25;

/** What is sent to the process that started this one. */
export type AskerNews = { ready: true } | { took: number } | { refused: string };

const [address] = process.argv.slice(2);
const tell = (news: AskerNews) => process.send?.(news);
let going = false;

async function ask(): Promise<number> {
	const begin = performance.now();
	const response = await fetch(address, {
		headers: { connection: 'close' },
		signal: AbortSignal.timeout(120_000),
	});
	await response.arrayBuffer();
	if (!response.ok) throw new Error(`It answered ${response.status}`);
	return performance.now() - begin;
}

/** Told "go" it asks until it is told anything else; then the last answer is waited for. */
async function loop(): Promise<void> {
	while (going) {
		tell({ took: await ask() });
		await pause(PAUSE);
	}
	tell({ ready: true });
}

process.on('message', (word) => {
	going = word === 'go';
	if (going) loop().catch((cause: unknown) => tell({ refused: String(cause) }));
});
process.once('disconnect', () => process.exit(0));
// The first question costs the asker itself more than any other.
ask().then(
	() => tell({ ready: true }),
	(cause: unknown) => tell({ refused: String(cause) }),
);
