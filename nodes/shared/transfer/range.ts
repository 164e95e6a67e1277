import type { ByteRange } from '../contract';

/** The `Range` header for a piece of an archive; nothing for the whole. */
export function rangeHeader(range?: ByteRange): Record<string, string> {
	if (range === undefined) return {};
	const { start, end } = range;
	return { Range: start < 0 ? `bytes=${start}` : `bytes=${start}-${end === undefined ? '' : end - 1}` };
}
