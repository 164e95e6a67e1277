/**
 * Where the reader takes its bytes from: an archive that can be opened again at any offset.
 *
 * The reader knows nothing of HTTP. Whoever makes a source decides how a broken transfer is taken up
 * again; the reader only ever asks for "the bytes from here on" and for "the bytes from here to there".
 */
export interface ByteSource {
	/** Length of the archive in bytes; null while nobody has said. It may become known with the first `open`. */
	readonly size: number | null;
	/**
	 * Whether single pieces can be asked for. False: `open(0)` is the only call that works.
	 * It may turn from true to false with the first piece (a server that ignores `Range`).
	 */
	readonly ranges: boolean;
	/**
	 * Bytes from `start` (inclusive) to `end` (exclusive; the archive's end when it is left out).
	 * A negative `start` counts from the archive's end, like `slice`.
	 *
	 * @throws RangesUnavailable when pieces were asked for and the server sends the whole archive
	 */
	open(start: number, end?: number): Promise<ByteStream>;
	/**
	 * Asked when what came in pieces makes no archive. True: the server may have sent other pieces than it said, so the
	 * archive is worth reading forward; none are asked for any more.
	 */
	doubtPieces?(reason: unknown): boolean;
	/** Told by the reader when it holds all of the archive, and asks for nothing more. */
	holdsAll?(): void;
}

/**
 * An open transfer. It is either read to its end or closed: nothing else frees its socket.
 * Chunks are given away: the reader frees their memory as soon as it can.
 */
export interface ByteStream extends AsyncIterable<Uint8Array> {
	/** Offset in the archive of the first byte (known even when a negative start was asked for). */
	readonly offset: number;
	/** Ends the transfer at once; calling it twice, or after the end, does nothing. */
	close(): void;
}
