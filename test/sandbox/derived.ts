/** What follows from the list of services: the names of all, and the types of what a sandbox of all of them has. */
import type { SourceFile } from './fixtures/files';
import type { ServiceRecord } from './serviceRecord';
import { services } from './services';

type Services = typeof services;

/** The services that build archives. */
export type ProviderName = keyof Services;

/** Every server of the sandbox. Each has a port, so an origin, of its own, as the real ones have hosts of their own. */
export type OriginName = Services[ProviderName]['origins'][number];

/** People whom a service lets in, for its own tests; `none` has not signed in. */
export type Who = keyof AllOf<Services[ProviderName]['people']> | 'none';

/** Secrets that are accepted, by server. */
export type Secrets = AllOf<Services[ProviderName]['secrets']>;

/** How the services behave, by service. */
export type Behaviour = { [Name in ProviderName]: ReturnType<Services[Name]['usualBehaviour']> };

/** What to ask each provider for, and what must come of it. */
export type Demo = { [Name in ProviderName]: ReturnType<Services[Name]['demo']> } & {
	files: Record<ProviderName, readonly SourceFile[]>;
};

/** A record of which nothing is known but that it is one. */
export type AnyRecord = ServiceRecord<string, Record<string, Record<string, string>>, object, unknown>;

type AllOf<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
	? All
	: never;

/** All records by name, without the types of their parts. */
export const records = Object.entries(services) as unknown as ReadonlyArray<[ProviderName, AnyRecord]>;

/** Names of all providers, in the order of the list. */
export const PROVIDERS = records.map(([name]) => name);

/** Names of all servers. */
export const ORIGINS = records.flatMap(([, { origins }]) => origins) as OriginName[];

/** The secrets of all servers, in one. */
export const secrets = Object.assign({}, ...records.map(([, record]) => record.secrets)) as Secrets;

/** How all services behave unless a test says otherwise. */
export function usualBehaviour(): Behaviour {
	return byProvider((record) => record.usualBehaviour()) as unknown as Behaviour;
}

/** The demo's wishes, once the servers have addresses. */
export function demo(origins: Record<string, string>): Demo {
	const wishes = byProvider((record) => record.demo(origins));
	return { ...wishes, files: byProvider(({ files }) => files) } as Demo;
}

function byProvider<T>(pick: (record: AnyRecord) => T): Record<ProviderName, T> {
	return Object.fromEntries(records.map(([name, record]) => [name, pick(record)])) as Record<ProviderName, T>;
}
