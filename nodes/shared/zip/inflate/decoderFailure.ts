import { Refusal } from '../../base/refusal';
import { Stopped } from '../../base/stopped';
import { RangesUnavailable } from '../../base/rangesUnavailable';
import { ArchiveRefused, damaged } from '../format/refused';

/**
 * What a decoder threw, in words and with the entry's name. What the source threw meanwhile stays what it is: a lost
 * connection was told as a damaged archive.
 */
export function asRefusal(reason: unknown, path: string): unknown {
	if ([ArchiveRefused, Refusal, Stopped, RangesUnavailable].some((kind) => reason instanceof kind))
		return reason;
	const { message, code, cause } = reason as {
		message?: string;
		code?: unknown;
		cause?: { message?: string };
	};
	const plain = typeof code === 'string' || typeof code === 'number' ? (cause?.message ?? message) : message;
	return damaged(path, plain ?? 'its data can not be unpacked');
}
