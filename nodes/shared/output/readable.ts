/**
 * A Node Readable out of an async iterable, without importing `stream`, which a package may not do.
 * `Hash` is a Transform, so its class inherits the static `from` of Duplex, whose streams are Readables
 * too. Unlike Readable's it takes no options: pieces come out one by one as they went in, and the next is fetched when one
 * was taken.
 */
import { Hash } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

/** What n8n's storage takes: a Buffer or a Readable. The latter's type can't be imported here. */
export type BinaryBody = Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0];

interface ReadableMaker {
	from(content: AsyncIterable<Uint8Array>): Exclude<BinaryBody, Buffer>;
}

/**
 * For `fs.promises.writeFile`, for stores that listen to `data`, and for whatever else takes a Readable.
 * Destroying it runs the iterable's `finally`; what the iterable throws comes out as the stream's `error`.
 */
export function asReadable(content: AsyncIterable<Uint8Array>): Exclude<BinaryBody, Buffer> {
	const maker = Hash as unknown as ReadableMaker;
	return maker.from(content);
}
