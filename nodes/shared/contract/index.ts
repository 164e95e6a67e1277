/**
 * The one file to read first: what the three nodes and the providers agree on.
 *
 *   fields ──requestFrom──▶ request ──create──▶ seen ──check──▶ seen ──open──▶ bytes
 *   (what the user chose)   (parsed)            (kept in the handle, the item that travels between nodes)
 *
 * A provider is a plain value. It says what to call and what an answer means. The nodes do the rest: they read the handle,
 * parse the request once, look before they open, put what was seen into the handle, and word what did not go through.
 */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Api } from './api';
import type { ArchiveContent } from './content';
import type { Fields } from './fields';
import type { ArchiveHandle, ArchiveProgress, ArchiveState } from './handle';
import type { Picker } from './pick';
import type { Explain, WordsIn } from './words';

export type * from './content';
export type * from './fields';
export type * from './handle';
export type * from './pick';
export type * from './words';

/** The nodes, by what they do with an archive. */
export type NodeKind = 'create' | 'download' | 'wait';

/** One way to sign in to a provider. */
export interface SignIn {
	/** Behind the provider's name and a dot, it is the value of the nodes' field Authentication. */
	readonly value: string;
	/** Its label. */
	readonly name: string;
	/** Name of the credential type. */
	readonly credential: string;
	/** Set where other services take the same credential: then the nodes ask for the service as well. */
	readonly shared?: true;
	/** Absolute base URL of the service's API, from the credential's data. Credentials are sent below this address only. */
	baseUrl(credentials: IDataObject): string;
	/** Headers that this way of signing in asks for beside what the credential type adds itself. */
	headers?(credentials: IDataObject): Record<string, string>;
	/** Fields of the credential that are no secrets and that the provider reads (`Api.setting`). All others stay with the transport. */
	readonly settings?: readonly string[];
}

/** What is at hand when a service is asked for an archive. */
export interface Job<Request> {
	/** The signed-in transport, with the item's deadline and Stop in it. */
	api: Api;
	/** The node's own fields for this item. What a handle must not decide is read here. */
	fields: Fields;
	/** What is asked for. Parsed by shared code, once; it is not changed. */
	request: Request;
}

/** What is at hand once there is an archive. */
export interface ArchiveJob<Request> extends Job<Request> {
	/** The archive as far as it is known. It may come from anybody: ids in it are checked before they go into a path. */
	archive: ArchiveHandle;
	/** Whether this execution asked for the archive. Then its id is that of an archive; else a handle may name anything. */
	isOurs(): boolean;
}

/** What is at hand for an archive that is ready. */
export interface ReadyJob<Request> extends ArchiveJob<Request> {
	/** The link that came with the look (`Seen.link`); null where none came. */
	link: string | null;
	/** What else the look found (`Seen.found`). Without it nobody has looked a moment ago. */
	found?: Readonly<Record<string, string>>;
}

/** What one look at an archive told. What is left out stays as it was. */
export interface Seen<Request> {
	state: ArchiveState;
	/** Why this state ends the wait, as a part of a sentence in lower case. */
	reason?: string;
	progress?: Partial<ArchiveProgress>;
	/** Seconds the service wants us to wait before we look again. */
	retryAfter?: number | null;
	archiveId?: string | null;
	fileName?: string | null;
	/** ISO 8601 */
	expiresAt?: string | null;
	/** What the service last said, in sentences for when the time is up. */
	said?: string;
	/** What the reader should know beside the reason; each is kept once. */
	warnings?: readonly string[];
	/** The request, when the look completed it. */
	request?: Request;
	/** A link to the archive that lives for a while. It is handed to `open`, and kept nowhere. */
	link?: string | null;
	/** What else the archive is asked for with. It is handed to `open` beside the link, and kept nowhere. */
	found?: Readonly<Record<string, string>>;
}

/** What a look told before the archive was asked for. */
export type Found = Pick<Seen<unknown>, 'fileName' | 'progress'>;

/** An archive that the user named by id, before anybody looked. */
export interface Identified<Request> {
	archiveId?: string;
	fileName?: string;
	request: Request;
}

/**
 * A service that builds or sends ZIP archives.
 * `Request` is plain JSON: it is what the handle keeps to ask for the same archive again. It holds no secret.
 */
export interface Provider<Request = unknown> {
	/** Value of `handle.provider`; the key in the record of providers. */
	readonly name: string;
	readonly displayName: string;
	/** Set for the one that version 1 of the nodes had preset: n8n keeps no preset value, so such a node does not name it. */
	readonly wasPreset?: true;
	/** The first is the default. */
	readonly signIns: readonly SignIn[];
	/** Names begin with the provider's own, since all fields live in one node. */
	readonly fields: {
		/** What Create Archive asks for. */
		readonly create: readonly INodeProperties[];
		/** Entries of Create Archive's Options. */
		readonly createOptions?: readonly INodeProperties[];
		/**
		 * Asked for in each node that has a use for it, and read from the node in every call: what a handle must not decide. n8n drops
		 * what was entered in a field that the node does not have.
		 */
		every?(node: NodeKind): readonly INodeProperties[];
		/** Entries of Wait For Archive's Options. */
		readonly waitOptions?: readonly INodeProperties[];
		/** What Download Archive asks for when the archive is given by id; absent where the service knows no ids. */
		readonly identify?: readonly INodeProperties[];
	};
	/** What fills the lists of its fields, by the name that their `fromList` says. Names begin with the provider's own. */
	readonly pickers?: Readonly<Record<string, Picker>>;
	/** The request that the fields of Create Archive describe. @throws Refusal when they describe none */
	requestFrom(fields: Fields): Request;
	/** The request in a handle, which anybody may have written. @throws Refusal when it is none */
	parse(request: IDataObject): Request;
	/** The archive that the `identify` fields describe. @throws Refusal */
	identified?(fields: Fields): Identified<Request>;
	/** One request out of those of many items; absent where the service takes no lists. */
	combine?(requests: readonly Request[]): Request;
	/** The same request in parts that the service accepts; absent where it has no such limit. */
	split?(request: Request): Request[];
	/**
	 * Looks whether what is asked for is there, and what it is called, with one cheap call that changes nothing. For services that
	 * would tell only when the bytes are asked for: Create Archive looks, and who reads the archive at once need not. What no service
	 * need be asked for, such as a limit, is judged first. Parts of a request (`split`) are not looked for.
	 * @throws Refusal naming what is missing
	 */
	find?(job: Job<Request>): Promise<Found>;
	/** Asks the service for the archive. @throws Refusal */
	create(job: Job<Request>): Promise<Seen<Request>>;
	/** Looks how far it is. A state that ends the wait is an answer, not an exception. @throws Refusal */
	check(job: ArchiveJob<Request>): Promise<Seen<Request>>;
	/** Makes the bytes of a ready archive available. No bytes are asked for before `fetch`. @throws Refusal */
	open(job: ReadyJob<Request>): Promise<ArchiveContent>;
	/** Ends the job on the service. @throws Refusal when it could not */
	cancel?(job: ArchiveJob<Request>): Promise<void>;
	/**
	 * Deletes the finished archive from the service. Its id has been proven to be an archive's: by a look in the same run, or by
	 * its being ours. @throws Refusal when it could not
	 */
	remove?(job: ArchiveJob<Request>): Promise<void>;
	/** Said in the output panel of Wait For Archive where there is nothing to wait for. */
	readonly nothingToWaitFor?: string;
	/** Seconds without any progress after which a job counts as stuck; absent where the service reports its failures. */
	stuckAfter?(fields: Fields): number;
	/** Puts the service's own error codes in plain words. */
	readonly explain?: Explain;
	/** This service's own shape of a refusal, before the general guess. */
	readonly wordsIn?: WordsIn;
	/** What the service's keys and tokens look like, so that one that is echoed is never shown. Without flags. */
	readonly secretLike?: RegExp;
	/** Archives that the service takes side by side for one account; absent where it names no limit. */
	readonly atOnce?: number;
}
