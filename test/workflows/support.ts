import { engineError, outputOf, startEngine, type Engine, type Running } from '../engine/engine';
import type { INodeExecutionData, INodeParameters, IRun, IWorkflowBase } from 'n8n-workflow';
import { createHash } from 'node:crypto';
import { examples, type Example } from '../../scripts/examples';
import { filesStep, itemsStep, line, type Step } from '../engine/workflow';
import { startSandbox, type Sandbox } from '../sandbox';
import { credentialData } from '../sandbox/credentialData';

export type ProviderName = Example['provider'];

/** The stage of a test file: the sandbox and the engine, and the nodes as the examples set them up. */
export interface Stage {
	sandbox: Sandbox;
	engine: Engine;
	/** A node of the provider's example, with parameters of the test's own. */
	create(provider: ProviderName, parameters?: INodeParameters, more?: Partial<Step>): Step;
	wait(provider: ProviderName, parameters?: INodeParameters, more?: Partial<Step>): Step;
	download(
		provider: ProviderName,
		operation: string,
		parameters?: INodeParameters,
		more?: Partial<Step>,
	): Step;
	/** Download Archive that asks for its archive itself: with the fields of the example's Create Archive. */
	oneNode(
		provider: ProviderName,
		operation: string,
		parameters?: INodeParameters,
		more?: Partial<Step>,
	): Step;
	run(...steps: Step[]): Promise<IRun>;
	start(...steps: Step[]): Running;
}

/** Waits that are over at once where the service is: the sandbox works at a twentieth of its time. */
export const QUICKLY = { firstInterval: 0.1, longestInterval: 0.2 };

export async function openStage(): Promise<Stage> {
	// The engine first: where it refuses a stale build, no server is left behind to keep the process alive.
	const engine = await startEngine();
	const sandbox = await startSandbox();
	const setUp = new Map(examples().map((example) => [example.provider, example]));
	const step = (
		provider: ProviderName,
		name: string,
		type: string,
		parameters: INodeParameters,
		more: Partial<Step>,
		asks = type === 'createArchive',
	): Step => {
		const example = setUp.get(provider)?.workflow.nodes.find((node) => node.name === 'Create Archive');
		if (example === undefined) throw new Error(`examples/${provider}.json has no Create Archive`);
		const { authentication } = example.parameters;
		const given = asks ? example.parameters : { authentication };
		return {
			name,
			type: `n8n-nodes-archives.${type}`,
			parameters: { ...given, ...parameters },
			credentials: Object.keys(example.credentials ?? {}),
			...more,
		};
	};
	return {
		sandbox,
		engine,
		create: (provider, parameters = {}, more = {}) =>
			step(provider, 'Create', 'createArchive', parameters, more),
		wait: (provider, { options, ...parameters } = {}, more = {}) =>
			step(
				provider,
				'Wait',
				'waitForArchive',
				{ ...parameters, options: { ...QUICKLY, ...(options as object) } },
				more,
			),
		download: (provider, operation, parameters = {}, more = {}) =>
			step(provider, 'Download', 'downloadArchive', { operation, ...parameters }, more),
		oneNode: (provider, operation, { options, ...parameters } = {}, more = {}) =>
			step(
				provider,
				'Download',
				'downloadArchive',
				{ archiveFrom: 'new', operation, ...parameters, options: { ...QUICKLY, ...(options as object) } },
				more,
				true,
			),
		run: async (...steps) => await engine.run(line(...steps), credentialData(sandbox)),
		start: (...steps) => engine.start(line(...steps), credentialData(sandbox)),
	};
}

/** What ended a run, as a user reads it; nothing when it went through. */
export function endOf(run: IRun): { message: string; description: string; httpCode?: string } | undefined {
	return engineError(run);
}

/** SHA-256 of every file that came out, by its path. */
export async function hashes(stage: Stage, items: INodeExecutionData[]): Promise<Record<string, string>> {
	const found: Record<string, string> = {};
	for (const { json, binary } of items) {
		if (binary?.data === undefined) throw new Error(`${String(json.path)} came without bytes`);
		found[String(json.path)] = createHash('sha256')
			.update(await stage.engine.bytes(binary.data))
			.digest('hex');
	}
	return found;
}

/** The same of the files that the provider's archive is made of. */
export function sourceHashes(stage: Stage, provider: ProviderName): Record<string, string> {
	return Object.fromEntries(stage.sandbox.files(provider).map(({ path, sha256 }) => [path, sha256]));
}

/** A workflow with what a webhook was sent in its place: the engine has none. Without a webhook it stays as it is. */
export function withUpload(workflow: IWorkflowBase, data: Buffer): IWorkflowBase {
	const isWebhook = ({ type }: { type: string }) => type === 'n8n-nodes-base.webhook';
	const webhook = workflow.nodes.find(isWebhook);
	if (webhook === undefined) return workflow;
	const { type, parameters = {} } = filesStep(true, { data });
	const start = { ...webhook, name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} };
	const to = { node: webhook.name, type: 'main' as const, index: 0 };
	return {
		...workflow,
		nodes: [start, ...workflow.nodes.map((node) => (isWebhook(node) ? { ...node, type, parameters } : node))],
		connections: { ...workflow.connections, Start: { main: [[to]] } },
	};
}

/** Waits for something that another party does. @throws when it has not come to pass after a minute, which only what hangs takes */
export async function until(condition: () => boolean): Promise<void> {
	const end = Date.now() + 60_000;
	while (!condition()) {
		if (Date.now() > end) throw new Error(`Still not so: ${condition.toString()}`);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

export { itemsStep, outputOf };
