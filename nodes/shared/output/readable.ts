/**
 * A Node Readable out of an async iterable, without importing `stream`, which a package may not do.
 * `Hash` is a Transform, so its class inherits the static `from` of Readable. (That makes it a Duplex,
 * which is a Readable too.)
 */
import { Hash } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

/** What n8n's storage takes: a Buffer or a Readable. The latter's type can't be imported here. */
export type BinaryBody = Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0];

interface ReadableMaker {
	from(
		content: AsyncIterable<Uint8Array>,
		options: { objectMode: boolean; highWaterMark: number },
	): Exclude<BinaryBody, Buffer>;
}

/**
 * For `fs.promises.writeFile`, for stores that listen to `data`, and for whatever else takes a Readable.
 * Destroying it runs the iterable's `finally`; what the iterable throws comes out as the stream's `error`.
 * The high-water mark of one byte keeps it from fetching ahead: the pieces are large as they are.
 */
export function asReadable(content: AsyncIterable<Uint8Array>): Exclude<BinaryBody, Buffer> {
	const maker = Hash as unknown as ReadableMaker;
	return maker.from(content, { objectMode: false, highWaterMark: 1 });
}
