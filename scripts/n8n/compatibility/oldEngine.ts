/**
 * Runs two workflows through whichever n8n-core lies in a folder, and writes down what came out. A process of its own for
 * each version: two engines do not live together in one. Arguments: a JSON file with a `Task`, a file for the `Outcome`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { IBinaryData, INodeType, IRun } from 'n8n-workflow';
import type { Workflow } from '../lib/workflow';
import { baseNodes } from '../../../test/engine/baseNodes';

/** What the process is told. */
export interface Task {
	/** Holds `node_modules` with n8n-core, and the package's folder. */
	folder: string;
	package: string;
	workflow: Workflow;
	/** One whose node Create refuses its item, and has an error output for that. */
	refusing: Workflow;
	credentials: Record<string, Record<string, unknown>>;
}

/** What it found. */
export interface Outcome {
	nodes: string[];
	error: string | null;
	/** Items of the last node, with the bytes of their binary field. */
	files: Array<{ path: string; bytes: number }>;
	/** Items on each output of the node that refused. */
	refused: number[];
}

const NOWHERE = 'http://127.0.0.1:9/';
const [, , taskFile, outcomeFile] = process.argv;
const task = JSON.parse(readFileSync(taskFile, 'utf8')) as Task;
const load = createRequire(join(task.folder, 'package.json'));
const core = load('n8n-core') as typeof import('n8n-core');
const flow = load('n8n-workflow') as typeof import('n8n-workflow');

void main().then((outcome) => {
	writeFileSync(outcomeFile, JSON.stringify(outcome));
	process.exit(0);
});

async function main(): Promise<Outcome> {
	const nodes: string[] = [];
	try {
		const loader = new core.PackageDirectoryLoader(task.package);
		await loader.loadAll();
		nodes.push(...Object.keys(loader.nodeTypes));
		const run = await execute(loader.nodeTypes, task.workflow);
		const { error, runData, lastNodeExecuted } = run.data.resultData;
		const items = runData[lastNodeExecuted ?? '']?.at(-1)?.data?.main[0] ?? [];
		const files: Outcome['files'] = [];
		for (const { json, binary } of items) {
			files.push({ path: String(json.path ?? ''), bytes: (await bytesOf(binary?.data)).length });
		}
		const second = await execute(loader.nodeTypes, task.refusing);
		const outputs = second.data.resultData.runData.Create.at(-1)?.data?.main ?? [];
		const refused = outputs.map((list) => list?.length ?? 0);
		return { nodes, error: error?.message ?? null, files, refused };
	} catch (error) {
		return { nodes, error: error instanceof Error ? error.message : String(error), files: [], refused: [] };
	}
}

async function execute(loaded: Record<string, { type: unknown }>, definition: Workflow): Promise<IRun> {
	const types = new Map(Object.entries(baseNodes));
	const name = (JSON.parse(readFileSync(join(task.package, 'package.json'), 'utf8')) as { name: string })
		.name;
	for (const [node, { type }] of Object.entries(loaded)) types.set(`${name}.${node}`, type as INodeType);
	const getByName = (type: string) => {
		const found = types.get(type);
		if (!found) throw new Error(`The engine knows no node ${type}`);
		return found;
	};
	const nodeTypes = { getByName, getByNameAndVersion: getByName, getKnownTypes: () => ({}) };
	await startStorage();
	const parameters = {
		...definition,
		nodeTypes,
		settings: { executionOrder: 'v1' as const },
		active: false,
	};
	const workflow = new flow.Workflow(parameters as ConstructorParameters<typeof flow.Workflow>[0]);
	// The engine's inner interfaces changed many times; what is the same in all versions is reached without their types.
	const Execute = core.WorkflowExecute as unknown as new (
		data: unknown,
		mode: string,
	) => { run(first: unknown): Promise<IRun> };
	const execution = new Execute(additionalData(), 'manual');
	const positional = /^run\(\s*workflow\b/.test(execution.run.toString());
	return await execution.run(positional ? workflow : { workflow });
}

/** n8n's storage of files: in memory in 1.x, in the user folder since 2.0. */
interface Storage {
	init(config?: unknown): Promise<void>;
	getAsBuffer(binary: IBinaryData): Promise<Buffer>;
}

function storage(): Storage {
	const container = (tryLoad('@n8n/di') ?? tryLoad('typedi')) as { Container: { get<T>(type: unknown): T } };
	return container.Container.get<Storage>(core.BinaryDataService);
}

/** 1.x is told where its files go, 2.x reads it from the environment. */
async function startStorage(): Promise<void> {
	await storage().init({ mode: 'default', availableModes: ['default'], localStoragePath: task.folder });
}

async function bytesOf(binary: IBinaryData | undefined): Promise<Buffer> {
	if (!binary) return Buffer.alloc(0);
	return await storage().getAsBuffer(binary);
}

function tryLoad(module: string): unknown {
	try {
		return load(module) as unknown;
	} catch {
		return undefined;
	}
}

function additionalData(): unknown {
	const Hooks = core.ExecutionLifecycleHooks as unknown as (new (...args: unknown[]) => unknown) | undefined;
	const Old = (flow as unknown as { WorkflowHooks?: new (...args: unknown[]) => unknown }).WorkflowHooks;
	const hooks = Hooks
		? new Hooks('manual', '1', task.workflow)
		: Old && new Old({}, 'manual', '1', task.workflow);
	const addresses = ['restApiUrl', 'instanceBaseUrl', 'formBaseUrl', 'formWaitingBaseUrl', 'formTestBaseUrl'];
	const webhooks = ['webhookBaseUrl', 'webhookWaitingBaseUrl', 'webhookTestBaseUrl'];
	return {
		credentialsHelper: credentialsHelper(),
		executionId: '1',
		hooks,
		currentNodeExecutionIndex: 0,
		...Object.fromEntries([...addresses, ...webhooks].map((name) => [name, NOWHERE])),
		variables: {},
		secretsHelpers: {},
		setExecutionStatus: () => undefined,
		logAiEvent: () => undefined,
	};
}

/** Gives the task's credentials, signed in with a bearer token, the one way that this check needs. */
function credentialsHelper(): unknown {
	class Helper extends (flow.ICredentialsHelper as unknown as new () => object) {
		getParentTypes = () => [];
		isCredentialUsableByNode = () => true;
		getCredentialsProperties = () => [];
		getDecrypted = (_data: unknown, _details: unknown, type: string) =>
			Promise.resolve(task.credentials[type]);
		preAuthentication = () => Promise.resolve(undefined);
		authenticate = (credentials: { apiKey?: string }, _type: string, request: { headers?: object }) => {
			request.headers = { ...request.headers, authorization: `Bearer ${credentials.apiKey ?? ''}` };
			return Promise.resolve(request);
		};
	}
	return new Helper();
}
