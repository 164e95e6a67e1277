/**
 * The one file to read first: what the three nodes and the five providers agree on.
 *
 *   fields ──requestFrom──▶ request ──create──▶ handle ──check──▶ handle ──open──▶ bytes
 *   (what the user chose)   (plain JSON)        (travels between nodes as an item)
 *
 * A provider is a plain value. Adding one means a folder in `providers/`, a line in `providers/index.ts`
 * and its credential files; nothing outside that folder may ask which provider it is dealing with.
 */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Api, StreamAnswer } from './api';
import type { Explain } from '../http/explain';
import type { Fields } from '../base/fields';

/** Where an archive stands. Only `preparing` changes by waiting. */
export type ArchiveState = 'preparing' | 'ready' | 'failed' | 'cancelled' | 'expired';

/** How far the service has come; each figure is null when the service does not tell it. */
export interface ArchiveProgress {
	files: number | null;
	totalFiles: number | null;
	bytes: number | null;
	totalBytes: number | null;
	/** 0 to 100 */
	percent: number | null;
}

/**
 * An archive, as a job on a provider: the plain JSON that travels between the nodes.
 * It is saved in execution data, so it holds no secret and no signed link. It is also untrusted input:
 * whatever it says, credentials go to the origin in the credential and nowhere else.
 */
export interface ArchiveHandle {
	provider: string;
	/** The service's own id of the job; null where it has none. */
	archiveId: string | null;
	state: ArchiveState;
	fileName: string | null;
	progress: ArchiveProgress;
	/** ISO 8601 */
	createdAt: string | null;
	/** ISO 8601; after that moment the archive has to be asked for again. */
	expiresAt: string | null;
	/** What the reader should know: skipped files, renamed files, a reason for a state. */
	warnings: string[];
	/** What it takes to ask for the same archive again. */
	request: IDataObject;
}

/** One look at a job. */
export interface CheckResult {
	handle: ArchiveHandle;
	/** Seconds the service wants us to wait before we look again; null when it does not say. */
	retryAfter: number | null;
}

/** A piece of an archive, as in the `Range` header: `start` inclusive, `end` exclusive; a negative start counts from the end. */
export interface ByteRange {
	start: number;
	end?: number;
}

/** An archive whose bytes can be asked for. */
export interface ArchiveContent {
	fileName: string | null;
	/** Bytes, where the service announces them before sending; what arrives is checked against it. */
	size: number | null;
	/** Whether the service answers `Range` requests for this archive. */
	ranges: boolean;
	/**
	 * One request for the bytes, or for a piece of them. Links that live for seconds, or for one use, are minted in here.
	 * `headers` go to the request as they are (`If-Range`).
	 */
	fetch(range?: ByteRange, headers?: Record<string, string>): Promise<StreamAnswer>;
	/** What is only known after the last byte, as warnings (Box tells its skipped files then). */
	afterwards?(): Promise<string[]>;
}

/** One way to sign in to a provider. */
export interface SignIn {
	/** Value of the provider's authentication field. */
	value: string;
	/** Its label. */
	name: string;
	/** Name of the credential type. */
	credential: string;
	/** Absolute base URL of the service's API, from the credential's data. Credentials are sent below this address only. */
	baseUrl(credentials: IDataObject): string;
	/** Headers that this way of signing in asks for beside what the credential type adds itself. */
	headers?(credentials: IDataObject): Record<string, string>;
}

/** A service that builds or sends ZIP archives. */
export interface Provider {
	/** Value of the Provider field and of `handle.provider`; the key in the record of providers. */
	readonly name: string;
	readonly displayName: string;
	/** The first is the default. */
	readonly signIns: readonly SignIn[];
	readonly fields: {
		/** What Create Archive asks for. */
		readonly create: readonly INodeProperties[];
		/** Entries of Create Archive's Options. */
		readonly createOptions?: readonly INodeProperties[];
		/** Entries of Wait For Archive's Options. */
		readonly waitOptions?: readonly INodeProperties[];
		/** What Download Archive asks for when the archive is given by id; absent where the service knows no ids. */
		readonly identify?: readonly INodeProperties[];
	};
	/** The request that the fields of Create Archive describe. Throws when they describe none. */
	requestFrom(fields: Fields): IDataObject;
	/** The handle that the `identify` fields describe. */
	handleFrom?(fields: Fields): ArchiveHandle;
	/** One request out of those of many items; absent where the service takes no lists. */
	combine?(requests: IDataObject[], fields: Fields): IDataObject;
	/** The same request in parts that the service accepts; absent where it has no such limit. */
	split?(request: IDataObject): IDataObject[];
	/** Asks the service for the archive. */
	create(api: Api, request: IDataObject): Promise<ArchiveHandle>;
	/** Looks how far it is. A state that ends the wait is an answer, not an exception. */
	check(api: Api, handle: ArchiveHandle): Promise<CheckResult>;
	/** Makes the bytes available. No bytes are asked for before `fetch`. */
	open(api: Api, handle: ArchiveHandle): Promise<ArchiveContent>;
	/** Ends the job on the service. */
	cancel?(api: Api, handle: ArchiveHandle): Promise<void>;
	/** Deletes the finished archive from the service. */
	remove?(api: Api, handle: ArchiveHandle): Promise<void>;
	/** Said in the output panel of Wait For Archive where there is nothing to wait for. */
	readonly nothingToWaitFor?: string;
	/** Seconds without any progress after which a job counts as stuck; absent where the service reports its failures. */
	stuckAfter?(fields: Fields): number;
	/** Puts the service's own error codes in plain words. */
	readonly explain?: Explain;
}
