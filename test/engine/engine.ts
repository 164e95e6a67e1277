import { userFolder } from './environment';
import { Container } from '@n8n/di';
import {
	BinaryDataService,
	ExecutionLifecycleHooks,
	PackageDirectoryLoader,
	WorkflowExecute,
} from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type IBinaryData,
	type ICredentialType,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IRun,
	type ITaskData,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { resolve } from 'node:path';
import { requireFreshBuild } from '../../scripts/build/stamp';
import { baseNodes } from './baseNodes';
import { TestCredentials, type CredentialData } from './credentialsHelper';

const PACKAGE = resolve(__dirname, '../..');
/** Never called, but the engine reads every one of them as an address. */
const NOWHERE = 'http://127.0.0.1:9/';

/** A run on its way. */
export interface Running {
	done: Promise<IRun>;
	/** What Stop does in the editor. */
	stop(): void;
	/** Deletes the files that the run stored, as n8n does when it forgets an execution. */
	forget(): Promise<void>;
}

/** n8n's own engine with the built package in it. */
export interface Engine {
	nodeType(name: string): INodeType;
	credentialTypes: Map<string, ICredentialType>;
	start(workflow: IWorkflowBase, credentials: CredentialData, watch?: NodeWatcher): Running;
	run(workflow: IWorkflowBase, credentials: CredentialData, watch?: NodeWatcher): Promise<IRun>;
	/** The bytes of a binary field, read back from n8n's storage. */
	bytes(binary: IBinaryData): Promise<Buffer>;
	/** Where n8n keeps its files. */
	folder: string;
}

/** Told before and after each node. */
export type NodeWatcher = (node: string, data?: ITaskData) => void;

let started: Promise<Engine> | undefined;

/** Loads the package from `dist`, the way n8n loads an installed one. One engine serves a whole process. A stale build throws. */
export async function startEngine(): Promise<Engine> {
	started ??= load();
	return await started;
}

async function load(): Promise<Engine> {
	requireFreshBuild(PACKAGE);
	// Test files share the modules of the engine, and each has a folder of its own (environment.ts).
	Container.reset();
	await Container.get(BinaryDataService).init();
	const loader = new PackageDirectoryLoader(PACKAGE);
	await loader.loadAll();
	const nodes = new Map<string, INodeType>(Object.entries(baseNodes));
	for (const name of Object.keys(loader.nodeTypes)) {
		nodes.set(`${loader.packageName}.${name}`, loader.getNode(name).type as INodeType);
	}
	const credentialTypes = new Map<string, ICredentialType>(
		Object.keys(loader.credentialTypes).map((name) => [name, loader.getCredential(name).type]),
	);
	if (!credentialTypes.has('oAuth2Api')) credentialTypes.set('oAuth2Api', oAuth2Base);
	const nodeType = (name: string): INodeType => {
		const type = nodes.get(name);
		if (type === undefined) throw new Error(`The engine knows no node ${name}`);
		return type;
	};
	const nodeTypes: INodeTypes = {
		getByName: nodeType,
		getByNameAndVersion: nodeType,
		getKnownTypes: () => ({}),
	};

	let executions = 0;
	const start: Engine['start'] = (workflowData, credentials, watch) => {
		const executionId = String(++executions);
		const helper = new TestCredentials(credentialTypes, structuredClone(credentials));
		const hooks = new ExecutionLifecycleHooks('manual', executionId, workflowData);
		hooks.addHandler('nodeExecuteBefore', (node) => watch?.(node));
		hooks.addHandler('nodeExecuteAfter', (node, data) => watch?.(node, data));
		const workflow = new Workflow({
			...workflowData,
			nodeTypes,
			settings: { executionOrder: 'v1' },
			active: false,
		});
		const execution = new WorkflowExecute(
			additionalData(helper, executionId, hooks),
			'manual',
			createRunExecutionData(),
		);
		const running = execution.run({ workflow });
		const stored = { type: 'execution' as const, workflowId: workflowData.id, executionId };
		return {
			done: running,
			stop: () => running.cancel(),
			forget: async () => await Container.get(BinaryDataService).deleteMany([stored]),
		};
	};
	return {
		nodeType,
		credentialTypes,
		start,
		run: async (...call) => await start(...call).done,
		bytes: async (binary) => await Container.get(BinaryDataService).getAsBuffer(binary),
		folder: userFolder,
	};
}

/** The part of n8n's server that the engine reaches for while our nodes run. */
function additionalData(
	credentialsHelper: TestCredentials,
	executionId: string,
	hooks: ExecutionLifecycleHooks,
): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper,
		executionId,
		hooks,
		currentNodeExecutionIndex: 0,
		restApiUrl: NOWHERE,
		instanceBaseUrl: NOWHERE,
		formBaseUrl: NOWHERE,
		formWaitingBaseUrl: NOWHERE,
		formTestBaseUrl: NOWHERE,
		webhookBaseUrl: NOWHERE,
		webhookWaitingBaseUrl: NOWHERE,
		webhookTestBaseUrl: NOWHERE,
		variables: {},
		setExecutionStatus: () => undefined,
		logAiEvent: () => undefined,
	} as unknown as IWorkflowExecuteAdditionalData;
}

/** The parent of OAuth2 credentials lives in n8n-nodes-base; these are the fields of it that the engine reads. */
const oAuth2Base: ICredentialType = {
	name: 'oAuth2Api',
	displayName: 'OAuth2',
	properties: [
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
		{ displayName: 'Client ID', name: 'clientId', type: 'string', default: '' },
		{ displayName: 'Client Secret', name: 'clientSecret', type: 'string', default: '' },
		{ displayName: 'Access Token URL', name: 'accessTokenUrl', type: 'string', default: '' },
		{ displayName: 'Scope', name: 'scope', type: 'string', default: '' },
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'header' },
	],
};

/** Output items of a node's last run, by output. */
export function outputOf(run: IRun, node: string, output = 0): INodeExecutionData[] {
	return run.data.resultData.runData[node]?.at(-1)?.data?.main[output] ?? [];
}

/** Hints that a node's last run showed in the output panel. */
export function hintsOf(run: IRun, node: string): string[] {
	return (run.data.resultData.runData[node]?.at(-1)?.hints ?? []).map(({ message }) => message);
}

/** What ended a run, as the editor shows it; undefined when it went through. */
export function engineError(
	run: IRun,
): { message: string; description: string; httpCode?: string } | undefined {
	const error = run.data.resultData.error;
	if (error === undefined) return undefined;
	const { message, description } = error;
	const httpCode: unknown = Reflect.get(error, 'httpCode');
	return { message, description: description ?? '', ...(typeof httpCode === 'string' ? { httpCode } : {}) };
}
