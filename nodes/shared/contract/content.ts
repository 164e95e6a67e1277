import type { StreamAnswer } from './api';

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
	/** Files, where the service announces how many it packs; what arrives is compared, and a difference told as a warning. */
	files?: number | null;
	/** Paths of files that the archive was asked to hold; what is missing is told. */
	expected?: readonly string[];
	/** Whether the service answers `Range` requests for this archive. */
	ranges: boolean;
	/** Whether the bytes come from behind a link, so from somebody else's host: nothing that it says is quoted. */
	linked?: boolean;
	/**
	 * One request for the bytes, or for a piece of them. Links that live for seconds, or for one use, are minted in here.
	 * `headers` go to the request as they are (`If-Range`). Asking again gives the same archive, or one of the same files.
	 */
	fetch(range?: ByteRange, headers?: Record<string, string>): Promise<StreamAnswer>;
	/** What is only known after the last byte, as warnings (Box tells its skipped files then). */
	afterwards?(): Promise<string[]>;
}
