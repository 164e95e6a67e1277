/** The built package in n8n's engine, in a process of its own: it runs the three nodes, and its memory is measured. */
import { createHash } from 'node:crypto';
import type { INodeExecutionData } from 'n8n-workflow';
import { engineError, outputOf, startEngine } from '../../test/engine/engine';
import { itemsStep, line } from '../../test/engine/workflow';
import { NODES, type NodeName } from '../attacks/stands/stand';
import { answering } from './child';
import type { Service } from './server';
import { judge, type Verdict } from './verdict';

/** What is in use once garbage was collected, and what the process has of the machine. Bytes. */
export interface Memory {
	/** On the heap, and outside of it: buffers, WebAssembly. */
	inUse: number;
	resident: number;
}

export type WorkerOrders = {
	/** Runs the three nodes for so many archives, looks at every byte, and deletes what was stored. */
	run: { takes: { service: Service; archives: number }; gives: Verdict };
	/** Between runs only. */
	measure: { takes: null; gives: Memory };
};

async function run({ service, archives }: WorkerOrders['run']['takes']): Promise<Verdict> {
	const engine = await startEngine();
	const { steps, credentials, files } = service;
	const items = itemsStep(...Array.from({ length: archives }, (_, index) => ({ index })));
	const running = engine.start(line(items, ...NODES.map((node) => steps[node])), credentials);
	const ended = await running.done;
	const outputs = Object.fromEntries(NODES.map((node) => [node, outputOf(ended, node)])) as Record<
		NodeName,
		INodeExecutionData[]
	>;
	const outcome = { archives, outputs, error: engineError(ended)?.message };
	const verdict = await judge(outcome, files, async (stored) =>
		createHash('sha256')
			.update(await engine.bytes(stored))
			.digest('hex'),
	);
	await running.forget();
	return verdict;
}

async function measure(): Promise<Memory> {
	for (let turn = 0; turn < 3; turn++) {
		global.gc?.();
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	const { heapUsed, external, rss } = process.memoryUsage();
	return { inUse: heapUsed + external, resident: rss };
}

answering<WorkerOrders>({ run, measure });
