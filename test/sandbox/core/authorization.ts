import type { FastifyRequest } from 'fastify';

/** The value of an Authorization header with a user and a password (`user:password`), or with what stands for both. */
export function basic(login: string): string {
	return `Basic ${Buffer.from(login).toString('base64')}`;
}

/** The value of an Authorization header with a key or token. */
export function bearer(token: string): string {
	return `Bearer ${token}`;
}

/** The token of a Bearer authorization, if that is what came. */
export function bearerOf(request: FastifyRequest): string | undefined {
	return /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

/** The decoded text of a Basic authorization, if that is what came; may lack a colon (Alfresco's tickets do). */
export function basicOf(request: FastifyRequest): string | undefined {
	const encoded = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
	return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString();
}

/** The query as plain text fields; a repeated field gives its first value. */
export function queryOf(request: FastifyRequest): Record<string, string | undefined> {
	const query = request.query as Record<string, string | string[] | undefined>;
	return Object.fromEntries(
		Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
	);
}

/** The body as an object with unknown values; empty when none came. */
export function bodyOf(request: FastifyRequest): Record<string, unknown> {
	const { body } = request;
	return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : {};
}
