/** Every way to a provider, with a service behind it: those that are code, the presets, and Other Service set up by fields. */
import type { INodeParameters, IRun } from 'n8n-workflow';
import { coded } from '../../nodes/shared/providers';
import type { CredentialData } from '../engine/credentialsHelper';
import { line, type Step } from '../engine/workflow';
import { OTHER_SERVICES, otherServices, parametersOf } from '../recipes/otherServices';
import { PRESET_NAMES, startPreset } from '../recipes/startPreset';
import type { OriginName } from '../sandbox';
import type { RecordedRequest } from '../sandbox/core/recording';
import { credentialData } from '../sandbox/credentialData';
import type { SourceFile } from '../sandbox/fixtures/files';
import type { Asked } from './openers';
import { QUICKLY, type ProviderName, type Stage } from './support';

/** A provider with its service. */
export interface Stand extends Asked {
	/** Value of `handle.provider`. */
	provider: string;
	/** The server that the credential is made for. */
	api: string;
	/** A server that gets nothing of the credential. */
	stranger: string;
	/** What must come out of its archive. */
	files: readonly SourceFile[];
	/** Every request of its servers. */
	requests: readonly RecordedRequest[];
	credentials: CredentialData;
	create(parameters?: INodeParameters): Step;
	wait(parameters?: INodeParameters): Step;
	download(operation: string, parameters?: INodeParameters): Step;
	/** Download Archive that asks for the archive itself. */
	oneNode(operation: string): Step;
	run(...steps: Step[]): Promise<IRun>;
	reset(): void;
	close(): Promise<void>;
}

/** What opens each stand, by what the tests call it. */
export const STANDS = new Map<string, (stage: Stage) => Promise<Stand>>([
	...(Object.keys(coded) as ProviderName[]).map(
		(name) => [name, async (stage: Stage) => ofCode(stage, name)] as const,
	),
	...PRESET_NAMES.map((name) => [name, async (stage: Stage) => await ofPreset(stage, name)] as const),
	...OTHER_SERVICES.map(
		(name) => [`Other Service as ${name}`, async (stage: Stage) => ofOtherService(stage, name)] as const,
	),
]);

/** Addresses of containers are keys: what stands below one opens for whoever knows it. */
const OPEN: readonly string[] = ['hoody'];

function ofCode(stage: Stage, provider: ProviderName): Stand {
	return {
		...ofSandbox(stage, provider),
		provider,
		credentials: credentialData(stage.sandbox),
		create: (parameters) => stage.create(provider, parameters),
		wait: (parameters) => stage.wait(provider, parameters),
		download: (operation, parameters) => stage.download(provider, operation, parameters),
		oneNode: (operation) => stage.oneNode(provider, operation),
		run: async (...steps) => await stage.run(...steps),
	};
}

function ofOtherService(stage: Stage, name: (typeof OTHER_SERVICES)[number]): Stand {
	const setUp = otherServices(stage.sandbox)[name]();
	const { asking, following } = parametersOf(setUp);
	const credentials = { [setUp.credential]: setUp.data };
	return {
		...ofSandbox(stage, name),
		...nodes(stage, asking, following, credentials),
		provider: 'otherService',
	};
}

/** What stands in the one sandbox of the test file. */
function ofSandbox({ sandbox }: Stage, api: ProviderName) {
	return {
		api,
		stranger: 'remote',
		origin: (name: string) => sandbox.origin(name as OriginName),
		secrets: sandbox.credentials,
		open: OPEN,
		typed: [],
		files: sandbox.files(api),
		requests: sandbox.requests,
		reset: () => sandbox.reset(),
		close: async () => await Promise.resolve(),
	};
}

async function ofPreset(stage: Stage, name: (typeof PRESET_NAMES)[number]): Promise<Stand> {
	const { asking, close, credential, data, files, open, origins, requests, signIn } = await startPreset(name);
	const { baseUrl, ...secrets } = data;
	const { options, ...fields } = asking;
	return {
		...nodes(stage, { ...signIn, ...asking }, signIn, { [credential]: { baseUrl, ...secrets } }),
		provider: name,
		api: 'api',
		stranger: 'storage',
		origin: (server) => origins[server as keyof typeof origins],
		secrets,
		open,
		typed: [fields, options].flatMap((typed) => Object.values(typed).map(String)),
		files,
		requests,
		reset: () => void (requests.length = 0),
		close,
	};
}

function nodes(
	{ engine }: Stage,
	asking: INodeParameters & { options: INodeParameters },
	following: INodeParameters,
	credentials: CredentialData,
): Pick<Stand, 'create' | 'wait' | 'download' | 'oneNode' | 'run' | 'credentials'> {
	const step = (name: string, type: string, parameters: INodeParameters): Step => ({
		name,
		type: `n8n-nodes-archives.${type}`,
		parameters,
		credentials: Object.keys(credentials),
	});
	return {
		credentials,
		create: (parameters) => step('Create', 'createArchive', { ...asking, ...parameters }),
		wait: (parameters) => step('Wait', 'waitForArchive', { ...following, ...parameters, options: QUICKLY }),
		download: (operation, parameters) =>
			step('Download', 'downloadArchive', { ...following, operation, ...parameters }),
		oneNode: (operation) =>
			step('Download', 'downloadArchive', {
				...asking,
				archiveFrom: 'new',
				operation,
				options: { ...asking.options, ...QUICKLY },
			}),
		run: async (...steps) => await engine.run(line(...steps), credentials),
	};
}
