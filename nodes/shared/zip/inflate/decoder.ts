import { tooLargeFor32Bits } from '../format/refused';
import type { Pieces } from './pieces';

/** What an entry must turn out to be. */
export interface Expected {
	crc: number;
	size: number;
}

export interface Decoder {
	readonly pieces: Pieces;
	/** Takes compressed bytes, for good: their memory may be freed. The answer comes when it can take more. */
	write(bytes: Buffer): Promise<void>;
	/** Waits until all is handed on; throws when it isn't what was `expected`. */
	finish(expected: Expected): Promise<void>;
	/** Stops everything; whoever reads the pieces gets `reason`. */
	abort(reason: unknown): void;
}

/** @throws Error when what came out isn't what was expected */
export function check(came: Expected, expected: Expected): void {
	const isRightCrc = came.crc === expected.crc;
	// As unsigned 32-bit numbers.
	if (isRightCrc && came.size > expected.size && came.size >>> 0 === expected.size) throw tooLargeFor32Bits();
	if (came.size !== expected.size) throw new Error(otherLength(`${came.size}`, expected));
	if (!isRightCrc) throw new Error('its content does not match its CRC-32');
}

/** @param came how many bytes came out, in words */
export const otherLength = (came: string, expected: Expected): string =>
	`its length is not the one it should have (${came} bytes instead of ${expected.size})`;

/** What else may be wrong with data that is right as far as it goes. */
export const ENDS_EARLY = 'its data ends too early';
export const MORE_BEHIND = 'there is more behind the end of its data';
