import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { basicOf, bearerOf, bodyOf, queryOf } from '../../core/authorization';
import { secrets } from './secrets';
import { alfrescoError } from './error';

const { user, password, otherUser, otherPassword } = secrets;
const PASSWORDS: Record<string, string> = { [user]: password, [otherUser]: otherPassword };

/** Who may come in: by password, by ticket in any of its forms, or by a token of the identity service. */
export class AlfrescoAuth {
	private tickets = new Map<string, string>();

	constructor(private readonly subjectOf: (token: string | undefined) => string | undefined) {}

	forgetTickets(): void {
		this.tickets.clear();
	}

	userOf(request: FastifyRequest): string | undefined {
		const token = bearerOf(request);
		if (token !== undefined) return this.subjectOf(token);
		const basic = basicOf(request) ?? queryOf(request).alf_ticket;
		if (basic === undefined) return undefined;
		const ticket = basic.startsWith('ROLE_TICKET:') ? basic.slice('ROLE_TICKET:'.length) : basic;
		const byTicket = this.tickets.get(ticket);
		if (byTicket !== undefined) return byTicket;
		const colon = basic.indexOf(':');
		const name = basic.slice(0, colon);
		return colon > 0 && PASSWORDS[name] === basic.slice(colon + 1) ? name : undefined;
	}

	routes(app: FastifyInstance, base: string): void {
		app.post(`${base}/tickets`, (request, reply) => {
			const { userId, password: given } = bodyOf(request);
			if (typeof userId !== 'string' || typeof given !== 'string') {
				return reply.code(400).send(alfrescoError(400, 'userId or password is not provided'));
			}
			// The repository says 403, not 401, to a wrong password here.
			if (PASSWORDS[userId] !== given) return reply.code(403).send(alfrescoError(403, 'Login failed'));
			const id = `TICKET_${randomBytes(20).toString('hex')}`;
			this.tickets.set(id, userId);
			return reply.code(201).send({ entry: { id, userId } });
		});
		app.get(`${base}/tickets/-me-`, (request, reply) => {
			const id = basicOf(request) ?? '';
			return this.tickets.has(id)
				? reply.send({ entry: { id } })
				: reply.code(404).send(alfrescoError(404, 'The ticket has expired'));
		});
		app.delete(`${base}/tickets/-me-`, (request, reply) => {
			this.tickets.delete(basicOf(request) ?? '');
			return reply.code(204).send();
		});
	}
}
