/** The built package in n8n's engine, in a process of its own: it runs the three nodes, and its memory is measured. */
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { INodeExecutionData } from 'n8n-workflow';
import { engineError, outputOf, startEngine, type Engine } from '../../test/engine/engine';
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

const storageOf = (engine: Engine): string => join(engine.folder, '.n8n', 'storage');

async function run({ service, archives }: WorkerOrders['run']['takes']): Promise<Verdict> {
	const engine = await startEngine();
	const { steps, credentials, files } = service;
	const items = itemsStep(...Array.from({ length: archives }, (_, index) => ({ index })));
	const ended = await engine.run(line(items, ...NODES.map((node) => steps[node])), credentials);
	const outputs = Object.fromEntries(NODES.map((node) => [node, outputOf(ended, node)])) as Record<
		NodeName,
		INodeExecutionData[]
	>;
	const verdict = await judge(
		{ archives, outputs, error: engineError(ended)?.message },
		files,
		async (stored) =>
			createHash('sha256')
				.update(await engine.bytes(stored))
				.digest('hex'),
	);
	await forget(engine, outputs.Download);
	return verdict;
}

/** Deletes what n8n has stored for a run, so that the disk does not fill. */
async function forget(engine: Engine, items: readonly INodeExecutionData[]): Promise<void> {
	const ids = items.flatMap(({ binary }) => binary?.data.id ?? []);
	// filesystem-v2:workflows/ID/executions/ID/binary_data/ID
	const folders = new Set(ids.map((id) => dirname(dirname(id.slice(id.indexOf(':') + 1)))));
	for (const folder of folders) await rm(join(storageOf(engine), folder), { recursive: true, force: true });
}

async function measure(): Promise<Memory> {
	const engine = await startEngine();
	// What archives left behind that failed half-way.
	await rm(join(storageOf(engine), 'workflows'), { recursive: true, force: true });
	for (let turn = 0; turn < 3; turn++) {
		global.gc?.();
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	const { heapUsed, external, rss } = process.memoryUsage();
	return { inUse: heapUsed + external, resident: rss };
}

answering<WorkerOrders>({ run, measure });
