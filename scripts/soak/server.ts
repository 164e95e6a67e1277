/** The services, in a process of their own: the memory that is measured is the engine's. */
import { presetStands } from '../attacks/stands/presets';
import { codedStands } from '../attacks/stands/coded';
import { NODES, type NodeName, type Stand } from '../attacks/stands/stand';
import type { CredentialData } from '../../test/engine/credentialsHelper';
import type { Step } from '../../test/engine/workflow';
import type { RecordedRequest } from '../../test/sandbox/core/recording';
import { records } from '../../test/sandbox/derived';
import { SAMPLE_FILES } from '../../test/sandbox/fixtures/files';
import { answering } from './child';
import type { PlacedFault } from './plan';

/** A service as the others see it. */
export interface Service {
	name: string;
	isCoded: boolean;
	/** The three nodes, set to it. */
	steps: Record<NodeName, Step>;
	credentials: CredentialData;
	/** SHA-256 of each of its archive's files, by path. */
	files: Record<string, string>;
}

export type SeenRequest = Pick<RecordedRequest, 'origin' | 'method' | 'url' | 'status' | 'fault'>;

export type ServerOrders = {
	/** Starts all services. */
	open: { takes: null; gives: Service[] };
	/** Lets these wait for the next requests of a service. */
	faults: { takes: { service: string; faults: PlacedFault[] }; gives: null };
	/** What a service was asked for since the last time. Faults that still wait are taken back. */
	end: { takes: string; gives: SeenRequest[] };
};

/** Seconds of silence after which a call or a transfer ends. */
const STALL = 8;
const OPTIONS: Record<NodeName, { options: object; parameters?: object }> = {
	Create: { options: { stallTimeout: STALL } },
	Wait: { options: { firstInterval: 0.1, longestInterval: 0.2 }, parameters: { timeout: 15 } },
	Download: { options: { stallTimeout: STALL, longestPause: 1, deleteAfterwards: true } },
};

const stands = new Map<string, Stand>();

function stepOf(stand: Stand, node: NodeName): Step {
	const { options, parameters } = OPTIONS[node];
	const step = stand.step(node);
	const own = step.parameters ?? {};
	return {
		...step,
		parameters: { ...own, ...parameters, options: { ...(own.options as object), ...options } },
		onError: 'continueRegularOutput',
	};
}

function serviceOf(stand: Stand): Service {
	const record = records.find(([name]) => name === stand.name)?.[1];
	const files = record?.files ?? SAMPLE_FILES;
	return {
		name: stand.name,
		isCoded: record !== undefined,
		steps: Object.fromEntries(NODES.map((node) => [node, stepOf(stand, node)])) as Record<NodeName, Step>,
		credentials: stand.credentials,
		files: Object.fromEntries(files.map(({ path, sha256 }) => [path, sha256])),
	};
}

function standOf(name: string): Stand {
	const stand = stands.get(name);
	if (stand === undefined) throw new Error(`There is no service ${name}`);
	return stand;
}

answering<ServerOrders>({
	async open() {
		for (const [name, open] of [...codedStands, ...presetStands]) stands.set(name, await open());
		return [...stands.values()].map(serviceOf);
	},
	async faults({ service, faults }) {
		const stand = standOf(service);
		for (const { origin, fault } of faults) stand.fault(origin, fault);
		return await Promise.resolve(null);
	},
	async end(name) {
		const stand = standOf(name);
		stand.clearFaults();
		const seen = stand.requests.splice(0);
		return await Promise.resolve(
			seen.map(({ origin, method, url, status, fault }) => ({ origin, method, url, status, fault })),
		);
	},
});
