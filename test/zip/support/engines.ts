/** Both ways to inflate, called alike: `windows` in WebAssembly, `stream` with what the web gives. */
import { Ending } from '../../../nodes/shared/base/ending';
import { inflateEngine } from '../../../nodes/shared/zip/engine/inflateEngine';
import type { Decoder, Expected } from '../../../nodes/shared/zip/inflate/decoder';
import { StreamDecoder } from '../../../nodes/shared/zip/inflate/streamDecoder';
import { streamWhole } from '../../../nodes/shared/zip/inflate/streamWhole';
import { inflateWhole } from '../../../nodes/shared/zip/inflate/whole';
import { WindowDecoder } from '../../../nodes/shared/zip/inflate/windowDecoder';

export type Given = (count: number) => void;

export interface Way {
	decoder(given?: Given): Decoder;
	whole(data: Buffer, expected: Expected): Promise<Buffer>;
}

const free: Given = () => {};

export function engine() {
	const found = inflateEngine();
	if (found === null) throw new Error('There is no WebAssembly here');
	return found;
}

export const ways: Record<'windows' | 'stream', Way> = {
	windows: {
		decoder: (given = free) => new WindowDecoder(engine(), false, given),
		async whole(data, expected) {
			const content = Buffer.alloc(expected.size);
			await inflateWhole(8, data, content, expected, free, new Ending());
			return content;
		},
	},
	stream: {
		decoder: (given = free) => new StreamDecoder(given),
		async whole(data, expected) {
			const content = Buffer.alloc(expected.size);
			await streamWhole(data, content, expected, free, new Ending());
			return content;
		},
	},
};

/** All that a decoder makes of `data`, which comes in pieces of `step` bytes. */
export async function decoded(
	decoder: Decoder,
	data: Buffer,
	expected: Expected,
	step: number,
): Promise<Buffer> {
	const read = (async (): Promise<Buffer> => {
		const pieces: Buffer[] = [];
		for await (const piece of decoder.pieces) pieces.push(piece);
		return Buffer.concat(pieces);
	})();
	read.catch(() => {});
	try {
		for (let at = 0; at < data.length; at += step) {
			const piece = Buffer.from(data.subarray(at, at + step));
			await decoder.write(piece);
			// It has taken what it needs; what it has freed is empty, and nobody may write there.
			if (decoder instanceof WindowDecoder && piece.length > 0) piece.fill(0xff);
		}
		await decoder.finish(expected);
	} catch (reason) {
		decoder.abort(reason);
		throw reason;
	}
	return await read;
}
