import type { FastifyRequest } from 'fastify';

/**
 * The path that an address below `prefix` means, without slashes at either end; undefined when it cannot be one.
 * Each segment is decoded on its own; `%2F` inside a segment stands for a slash, as the vendor's own client sends it.
 */
export function hoodyPath(request: FastifyRequest, prefix: string): string | undefined {
	const raw = (request.raw.url ?? '').split('?')[0] ?? '';
	try {
		const parts = decodeURIComponent(raw.slice(prefix.length))
			.split('/')
			.filter((part) => part !== '');
		return parts.some((part) => part === '.' || part === '..') ? undefined : parts.join('/');
	} catch {
		return undefined;
	}
}
