/** Data of deflate (RFC 1951) that gives nothing: blocks without a byte in them, of each kind that has codes. */

/** Bit by bit, as they are read. Eight of them are whole bytes. */
const BLOCKS = {
	/** Not the last one · fixed codes · the end. */
	fixed: '0' + '10' + '0000000',
	/**
	 * Not the last one · codes of its own · 257 and 1 of them, 18 lengths of codes for lengths: one bit for "many zeros", two
	 * for 0 and for 1 · 138 and 118 zeros, a code for the end and one for a distance · the end.
	 */
	dynamic: `${'0' + '01' + '00000' + '00000' + '0111'}${'000'.repeat(2)}100010${'000'.repeat(13)}010${'0' + '1111111' + '0' + '1101011' + '11' + '11'}0`,
};

export type EmptyBlocks = keyof typeof BLOCKS;

/** About `length` bytes of such blocks, and a last one, with which the data ends. */
export function emptyBlocks(kinds: readonly EmptyBlocks[], length: number): Buffer {
	const bits = kinds.map((kind) => BLOCKS[kind].repeat(8)).join('');
	const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map(byteOf));
	return Buffer.concat([Buffer.alloc(length - (length % bytes.length), bytes), Buffer.from([3, 0])]);
}

/** The first bit is the lowest. */
function byteOf(bits: string): number {
	return Number.parseInt(Array.from(bits).reverse().join(''), 2);
}
