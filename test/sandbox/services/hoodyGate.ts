import type { FastifyRequest } from 'fastify';
import { basicOf, bearerOf } from '../core/authorization';
import { credentials } from '../credentials';
import type { Behaviour } from '../stage';

const { token, user, password, headerName, headerValue } = credentials.hoody;

/** What each of the proxy's gates lets through. */
export const HOODY_GATES: Record<Behaviour['hoody']['gate'], (request: FastifyRequest) => boolean> = {
	none: () => true,
	bearer: (request) => bearerOf(request) === token,
	basic: (request) => basicOf(request) === `${user}:${password}`,
	header: (request) => request.headers[headerName.toLowerCase()] === headerValue,
};
