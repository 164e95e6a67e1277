/** Loopback services that answer as the providers' documents say. Start here; `services/index.ts` lists them. */
import { asSource, type ByteSource } from './core/byteSource';
import { FaultQueue, type FaultName, type FaultOptions } from './core/faults';
import type { RecordedRequest as Recorded } from './core/recording';
import { startService, type Core, type ServiceDefinition } from './core/service';
import {
	demo,
	ORIGINS,
	records,
	secrets,
	usualBehaviour,
	type Behaviour,
	type Demo,
	type OriginName,
	type ProviderName,
	type Secrets,
} from './derived';
import type { SourceFile } from './fixtures/files';
import type { Stage } from './stage';

export type { Behaviour, ByteSource, Demo, FaultName, FaultOptions, OriginName, ProviderName, SourceFile };
export { ORIGINS, PROVIDERS } from './derived';
export { ALFRESCO_NODES } from './services/alfresco/tree';
export { BOX_ITEMS } from './services/box/tree';
export { DATAFRAMER_RUNS } from './services/dataFramer/api';
export { GUMLOOP_BROKEN_FILE } from './services/gumloop/api';
export { GUMLOOP_RUNS } from './services/gumloop/runs';
export { HOODY_FOLDERS } from './services/hoody/volume';
export { gallery, virtualArchive, type VirtualArchive, type VirtualFile } from './virtualArchive';

/** One request as one of the servers saw it, and what it answered. */
export type RecordedRequest = Recorded & { origin: OriginName };

export interface SandboxOptions {
	/** Multiplies what the services take to work: 1 is for people to watch, 0.05 (the default) for tests. */
	pace?: number;
	/** Milliseconds that every server takes for every answer; none by default. */
	latency?: number;
}

export interface Sandbox {
	/** `http://127.0.0.1:port` of a server. */
	origin(name: OriginName): string;
	/** Secrets that are accepted. */
	readonly credentials: Secrets;
	/** What to ask each provider for to get `files(provider)`. */
	readonly demo: Demo;
	/** What must come out of the demo's archive, file by file. */
	files(provider: ProviderName): readonly SourceFile[];
	/** Every request of every server since the start or the last reset, in order of arrival. */
	readonly requests: RecordedRequest[];
	/** How the services behave; set it at any time. */
	readonly behaviour: Behaviour;
	/** Sets the services so that this credential type is what they ask for. */
	askFor(credentialType: string): void;
	/** Switches on a misbehaviour for the next requests to that server; several wait in a queue. */
	scenario(
		origin: OriginName,
		what: FaultName | (FaultOptions & { name?: FaultName }),
		options?: FaultOptions,
	): void;
	/** Takes back every misbehaviour that still waits; jobs and records stay as they are. */
	clearFaults(): void;
	/** Makes a provider's next archives this one: bytes, or a source that makes them as they are read. */
	serve(provider: ProviderName, archive: Buffer | ByteSource): void;
	/** Ends the time of every link, ticket or access token that the server has given out so far. */
	expireLinks(origin: OriginName): void;
	/** Back to the beginning: no faults, no jobs, no records, usual behaviour. */
	reset(): void;
	close(): Promise<void>;
}

/** Starts all servers on free loopback ports. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const pace = options.pace ?? 0.05;
	const faults = new FaultQueue();
	const requests: RecordedRequest[] = [];
	const origins = Object.fromEntries(ORIGINS.map((name) => [name, ''])) as Record<OriginName, string>;
	const { latency } = options;
	const core: Core = { faults, requests, origins, latency, paced: (milliseconds) => milliseconds * pace };
	const behaviour = usualBehaviour();
	const archives: Partial<Record<ProviderName, ByteSource>> = {};
	const resets: Array<() => void> = [];
	const expiries: Array<{ origin: string; expire: () => void }> = [];

	function stageOf(name: ProviderName): Stage<object> {
		return {
			core,
			get behaviour() {
				return behaviour[name];
			},
			get archive() {
				return archives[name];
			},
			onExpireLinks: (origin, expire) => expiries.push({ origin, expire }),
			onReset: (reset) => resets.push(reset),
		};
	}
	const started = records.map(([name, record]) => record.start(stageOf(name)));
	const servers = Object.assign({}, ...started) as Record<OriginName, ServiceDefinition>;
	const apps = await Promise.all(ORIGINS.map((name) => startService(core, name, servers[name])));
	const wishes = demo(origins);

	return {
		origin: (name) => origins[name],
		credentials: secrets,
		demo: wishes,
		files: (provider) => wishes.files[provider],
		requests,
		behaviour,
		askFor(credentialType) {
			for (const [name, record] of records) {
				const usual = Object.entries(record.usualBehaviour());
				const asked = Object.assign({}, ...Object.values(record.asksFor ?? {})) as object;
				Object.assign(behaviour[name], Object.fromEntries(usual.filter(([key]) => key in asked)));
				Object.assign(behaviour[name], record.asksFor?.[credentialType]);
			}
		},
		scenario(origin, what, more = {}) {
			const named = typeof what === 'string' ? { name: what } : { name: 'status' as const, ...what };
			faults.add(origin, { ...named, ...more });
		},
		clearFaults: () => faults.clear(),
		serve(provider, archive) {
			archives[provider] = asSource(archive);
		},
		expireLinks(origin) {
			for (const entry of expiries) if (entry.origin === origin) entry.expire();
		},
		reset() {
			faults.clear();
			requests.length = 0;
			for (const [name] of records) archives[name] = undefined;
			Object.assign(behaviour, usualBehaviour());
			resets.forEach((reset) => reset());
		},
		async close() {
			resets.forEach((reset) => reset());
			await Promise.all(apps.map((app) => app.close()));
		},
	};
}
