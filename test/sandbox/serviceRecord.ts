import type { ServiceDefinition } from './core/service';
import type { SourceFile } from './fixtures/files';
import type { Stage } from './stage';

/** What a person types into a credential, by the name of the field. */
export type CredentialValues = Record<string, string>;

/** The requests of one archive that is ready at the first look after asking: none that nobody needs. */
export interface NeededRequests {
	what: string;
	/** Fields of Create Archive beside those of the example. */
	create?: Record<string, string>;
	/**
	 * In three nodes, the archive deleted afterwards where that can be: `METHOD server/path`. A part of a path that is an id is `ID`:
	 * one of sixteen characters or more with a digit in it. A shorter one stands there as it is.
	 */
	three: readonly string[];
	/** In one node; the same as in three where it is left out. */
	one?: readonly string[];
}

/** What the documents tell about a service in words that no code can be asked for. */
export interface Page {
	/** What an archive is made of. */
	madeOf: string;
	/** When the service builds it. */
	builds: string;
	/** What Wait For Archive waits for; absent where there is nothing to wait for. */
	waitsFor?: string;
	/** What the service tells of its progress; absent where it tells nothing. */
	progress?: string;
	/** What Cancel ends, where that is not simply the job. */
	cancels?: string;
	/** What is deleted afterwards, where that is not simply the archive. */
	deletes?: string;
	/** Whether the files of an archive can be listed without downloading it, or of which; absent where of none. */
	lists?: string;
	/** How long the archive can be fetched; absent where there is none to keep. */
	lifetime?: string;
	/** Where the service stops: sizes, counts, what it can't do. */
	limits?: string;
	/** Where to get what a credential asks for, by credential type. Equal texts share a row. */
	credentials: Record<string, string>;
}

/**
 * Everything that the sandbox, the commands and the documents know of one service. `services/index.ts` lists them, and
 * nothing else names them one by one.
 */
export interface ServiceRecord<Origin extends string, Secrets, Behaviour, Wish> {
	/** Its servers, each on a port of its own. The first is the API that credentials are made for; it is called as the provider. */
	readonly origins: readonly [Origin, ...Origin[]];
	/** Secrets that are accepted, by the server that they are for. They open nothing but loopback servers. */
	readonly secrets: Secrets;
	/** How it behaves unless a test says otherwise. Times are before pacing unless they say seconds. */
	usualBehaviour(): Behaviour;
	/** What answers at each of its servers. */
	start(stage: Stage<Behaviour>): Record<Origin, ServiceDefinition>;
	/** What a person types into each credential type to be let in. Tokens that come by consent are got elsewhere. */
	credentials(origins: Record<Origin, string>): Record<string, CredentialValues>;
	/** How it has to be set for a credential type to be the one that it asks for, where that is not how it usually is. */
	readonly asksFor?: Readonly<Record<string, Partial<Behaviour>>>;
	/** How it has to be set for an archive to be ready at the first look after asking, where that is not how it usually is. */
	readonly readyAtOnce?: Partial<Behaviour>;
	/** What an archive takes then. */
	readonly requests: readonly NeededRequests[];
	/** Headers of people who are signed in, for tests of the service itself. */
	readonly people: Readonly<Record<string, Record<string, string>>>;
	/** What to ask for to get `files`. */
	demo(origins: Record<Origin, string>): Wish;
	/** What must come out of the demo's archive. */
	readonly files: readonly SourceFile[];
	readonly page: Page;
}

/** A record as it is, with the types of its parts found out. */
export function serviceRecord<const Origin extends string, const Secrets, Behaviour, Wish>(
	record: ServiceRecord<Origin, Secrets, Behaviour, Wish>,
): ServiceRecord<Origin, Secrets, Behaviour, Wish> {
	return record;
}
