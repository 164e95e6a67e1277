import { Cursor } from './cursor';
import type { Ending } from '../../base/ending';
import type { ByteSource } from '../../contract/source';

/** Reads a piece of the source with `read`; the transfer is closed afterwards, and at the end of everything. */
export async function withCursor<T>(
	source: ByteSource,
	ending: Ending,
	start: number,
	end: number | undefined,
	read: (cursor: Cursor) => Promise<T>,
): Promise<T> {
	const opened = source.open(start, end);
	// Comes too late when the end comes first: nobody else would close it.
	opened.then(
		(stream) => ending.onEnd(() => stream.close()),
		() => {},
	);
	const stream = await ending.orEnd(opened);
	try {
		return await read(new Cursor(stream, ending));
	} finally {
		stream.close();
	}
}
