import { createHash } from 'node:crypto';
import { constants, crc32, deflateRawSync } from 'node:zlib';

/** A file to be packed: `content`, written `repeat` times over. */
export interface Packable {
	name: string;
	content: Buffer;
	repeat?: number;
	stored?: boolean;
	level?: number;
	/** Sizes and CRC only after the data, as a server that streams writes them. */
	described?: boolean;
}

/** The same, packed: its data is `block`, `repeat` times, then `end`. */
export interface Packed {
	name: string;
	method: 0 | 8;
	crc: number;
	size: number;
	sha256: string;
	block: Buffer;
	repeat: number;
	end: Buffer;
	packedSize: number;
	described: boolean;
}

/**
 * Large files are one deflated block repeated: a block ends in a full flush, so it needs nothing from the one before.
 */
export function pack(file: Packable): Packed {
	const { name, content, repeat = 1, stored = false, level = 6, described = false } = file;
	const hash = createHash('sha256');
	let crc = 0;
	for (let turn = 0; turn < repeat; turn++) {
		hash.update(content);
		crc = crc32(content, crc);
	}
	const finishFlush = repeat > 1 ? constants.Z_FULL_FLUSH : constants.Z_FINISH;
	const block = stored ? content : deflateRawSync(content, { level, finishFlush });
	// An empty last block: 3 bits of header and the end mark, in two bytes.
	const end = stored || repeat === 1 ? Buffer.alloc(0) : Buffer.from([3, 0]);
	return {
		name,
		method: stored ? 0 : 8,
		crc,
		size: content.length * repeat,
		sha256: hash.digest('hex'),
		block,
		repeat,
		end,
		packedSize: block.length * repeat + end.length,
		described,
	};
}
