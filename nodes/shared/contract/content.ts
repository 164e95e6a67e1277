import type { StreamAnswer } from './api';

/** A piece of an archive, as in the `Range` header: `start` inclusive, `end` exclusive; a negative start counts from the end. */
export interface ByteRange {
	start: number;
	end?: number;
}

/** What a service says of an archive beside its bytes. What came is compared with it, and a difference told. */
export interface Announced {
	/** Bytes of the archive. */
	size?: number | null;
	/** Files in it. */
	files?: number | null;
	/** Paths of files that it has to hold. Their last parts are enough: services put files into folders of their own. */
	expected?: readonly string[];
	/** What the service itself says to have left out, as sentences without a stop. */
	leftOut?: readonly string[];
}

/** What came of an archive; null for what nobody counted. */
export interface Arrived {
	bytes: number | null;
	files: number | null;
	/** Paths of all files in it, made safe. */
	paths: readonly string[] | null;
}

/** What a service tells of an archive that was read. */
export interface Afterwards extends Announced {
	/** What the reader should know, and what is no lack. */
	warnings?: readonly string[];
}

/** An archive whose bytes can be asked for. */
export interface ArchiveContent extends Announced {
	/** Null where nobody says. It may become known with the first answer. */
	readonly fileName: string | null;
	/** Bytes, where the service announces them before sending. */
	size: number | null;
	/** Whether the service answers `Range` requests for this archive. */
	ranges: boolean;
	/** Whether the bytes come from behind a link, so from somebody else's host: nothing that it says is quoted. */
	linked?: boolean;
	/** What the user may have set up wrongly when data comes instead of an archive, as a sentence. */
	mayBeWrong?: string;
	/**
	 * One request for the bytes, or for a piece of them. Links that live for seconds, or for one use, are minted in here.
	 * `headers` go to the request as they are (`If-Range`). Asking again gives the same archive, or one of the same files.
	 */
	fetch(range?: ByteRange, headers?: Record<string, string>): Promise<StreamAnswer>;
	/** What is known only after the last byte (Box tells its skipped files then), or has to be asked for to be compared. */
	afterwards?(arrived: Arrived): Promise<Afterwards>;
}
