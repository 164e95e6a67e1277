/** Five loopback services that answer as the providers' documents say. Start here. */
import type { FastifyInstance } from 'fastify';
import { asSource, type ByteSource } from './core/byteSource';
import { FaultQueue, type FaultName, type FaultOptions } from './core/faults';
import { ORIGINS, type OriginName, type ProviderName } from './core/origins';
import type { RecordedRequest } from './core/recording';
import { startService, type Core, type ServiceDefinition } from './core/service';
import { credentials } from './credentials';
import { demo, type Demo } from './demo';
import type { SourceFile } from './fixtures/files';
import { alfresco } from './services/alfresco';
import { box } from './services/box';
import { boxContent } from './services/boxContent';
import { BoxLinks } from './services/boxLinks';
import { dataFramer } from './services/dataFramer';
import { dataFramerStorage } from './services/dataFramerStorage';
import { gumloop } from './services/gumloop';
import { hoody } from './services/hoody';
import { identity } from './services/identity';
import { remote } from './services/remote';
import { usualBehaviour, type Behaviour, type Stage } from './stage';

export type {
	Behaviour,
	ByteSource,
	Demo,
	FaultName,
	FaultOptions,
	OriginName,
	ProviderName,
	RecordedRequest,
	SourceFile,
};
export { ALFRESCO_NODES } from './services/alfrescoTree';
export { BOX_ITEMS } from './services/boxTree';
export { DATAFRAMER_RUNS } from './services/dataFramer';
export { GUMLOOP_BROKEN_FILE } from './services/gumloop';
export { GUMLOOP_RUNS } from './services/gumloopRuns';
export { HOODY_FOLDERS } from './services/hoodyVolume';
export { gallery, virtualArchive, type VirtualArchive, type VirtualFile } from './virtualArchive';

export interface SandboxOptions {
	/** Multiplies what the services take to work: 1 is for people to watch, 0.05 (the default) for tests. */
	pace?: number;
}

export interface Sandbox {
	/** `http://127.0.0.1:port` of a server. */
	origin(name: OriginName): string;
	/** Secrets that are accepted. */
	readonly credentials: typeof credentials;
	/** What to ask each provider for to get `files(provider)`. */
	readonly demo: Demo;
	/** What must come out of the demo's archive, file by file. */
	files(provider: ProviderName): readonly SourceFile[];
	/** Every request of every server since the start or the last reset, in order of arrival. */
	readonly requests: RecordedRequest[];
	/** How the services behave; set it at any time. */
	readonly behaviour: Behaviour;
	/** Switches on a misbehaviour for the next requests to that server; several wait in a queue. */
	scenario(
		origin: OriginName,
		what: FaultName | (FaultOptions & { name?: FaultName }),
		options?: FaultOptions,
	): void;
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
	const core: Core = { faults, requests, origins, paced: (milliseconds) => milliseconds * pace };
	const resets: Array<() => void> = [];
	const expiries: Array<{ origin: OriginName; expire: () => void }> = [];
	const stage: Stage = {
		core,
		behaviour: usualBehaviour(),
		archives: {},
		onExpireLinks: (origin, expire) => expiries.push({ origin, expire }),
		onReset: (reset) => resets.push(reset),
	};
	const storage = dataFramerStorage(stage);
	const realm = identity(stage);
	const links = new BoxLinks(stage);
	const services: Record<OriginName, ServiceDefinition> = {
		alfresco: alfresco(stage, (token) => realm.oauth.subjectOf(token)),
		identity: realm.service,
		box: box(stage, links),
		boxContent: boxContent(stage, links),
		dataFramer: dataFramer(stage, storage.links),
		dataFramerStorage: storage.service,
		gumloop: gumloop(stage),
		hoody: hoody(stage),
		remote: remote(stage),
	};
	const apps: FastifyInstance[] = await Promise.all(
		ORIGINS.map((name) => startService(core, name, services[name])),
	);
	const { files, ...wishes } = demo(origins);

	return {
		origin: (name) => origins[name],
		credentials,
		demo: { ...wishes, files },
		files: (provider) => files[provider],
		requests,
		behaviour: stage.behaviour,
		scenario(origin, what, more = {}) {
			const named = typeof what === 'string' ? { name: what } : { name: 'status' as const, ...what };
			faults.add(origin, { ...named, ...more });
		},
		serve(provider, archive) {
			stage.archives[provider] = asSource(archive);
		},
		expireLinks(origin) {
			for (const entry of expiries) if (entry.origin === origin) entry.expire();
		},
		reset() {
			faults.clear();
			requests.length = 0;
			stage.archives = {};
			Object.assign(stage.behaviour, usualBehaviour());
			resets.forEach((reset) => reset());
		},
		async close() {
			resets.forEach((reset) => reset());
			await Promise.all(apps.map((app) => app.close()));
		},
	};
}
