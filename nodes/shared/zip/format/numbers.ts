/**
 * ZIP numbers are little-endian and unsigned. 64-bit ones are refused past 2^53: no archive is that
 * large, and a number that JavaScript can't hold exactly must not pass for an offset.
 */
import { inconsistent } from './refused';

export const u16 = (bytes: Uint8Array, at: number): number => bytes[at] | (bytes[at + 1] << 8);

export const u32 = (bytes: Uint8Array, at: number): number =>
	(bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24)) >>> 0;

export function u64(bytes: Uint8Array, at: number): number {
	const value = u32(bytes, at) + u32(bytes, at + 4) * 0x1_0000_0000;
	if (value > Number.MAX_SAFE_INTEGER) throw inconsistent('it states a size or place beyond any real one');
	return value;
}

/** "Look in the ZIP64 extra field": what a 32-bit and a 16-bit field hold when their value doesn't fit. */
export const IN_ZIP64 = 0xffff_ffff;
export const IN_ZIP64_16 = 0xffff;
