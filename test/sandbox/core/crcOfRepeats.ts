import { crc32 } from 'node:zlib';

/**
 * What running over some bytes does to a CRC-32, as a map: the checksum after is an affine function (over bits) of the
 * checksum before, so it is known from its value at 0 and at each single bit, and two of them make a third.
 */
interface Step {
	base: number;
	bits: number[];
}

function applied(step: Step, crc: number): number {
	return step.bits.reduce((sum, bit, index) => ((crc >>> index) & 1 ? sum ^ bit : sum), step.base) >>> 0;
}

function stepOver(bytes: Uint8Array): Step {
	const base = crc32(bytes, 0);
	return { base, bits: Array.from({ length: 32 }, (_, bit) => crc32(bytes, (1 << bit) >>> 0) ^ base) };
}

function twice(step: Step): Step {
	const base = applied(step, step.base);
	return { base, bits: step.bits.map((bit) => applied(step, (bit ^ step.base) >>> 0) ^ base) };
}

/** For each block: the map over 1, 2, 4, 8, ... repeats of it. */
const doublings = new WeakMap<Uint8Array, Step[]>();

/**
 * CRC-32 after `length` more bytes that repeat `block`, from the checksum `start` of what came before. Takes about as
 * long for a terabyte as for a megabyte.
 */
export function crcOfRepeats(block: Uint8Array, length: number, start: number): number {
	const steps = doublings.get(block) ?? [stepOver(block)];
	doublings.set(block, steps);
	let crc = start;
	let repeats = Math.floor(length / block.length);
	for (let power = 0; repeats > 0; power += 1, repeats = Math.floor(repeats / 2)) {
		const step = steps[power] ?? twice(steps[power - 1] ?? stepOver(block));
		steps[power] = step;
		if (repeats % 2 === 1) crc = applied(step, crc);
	}
	return crc32(block.subarray(0, length % block.length), crc);
}
