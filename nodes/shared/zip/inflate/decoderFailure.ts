import { ArchiveRefused, damaged } from '../format/refused';

/** What a decoder threw, in words and with the entry's name. */
export function asRefusal(reason: unknown, path: string): unknown {
	if (reason instanceof ArchiveRefused) return reason;
	const { message, code, cause } = reason as {
		message?: string;
		code?: unknown;
		cause?: { message?: string };
	};
	const plain = typeof code === 'string' || typeof code === 'number' ? (cause?.message ?? message) : message;
	return damaged(path, plain ?? 'its data can not be unpacked');
}
