import type { FastifyRequest } from 'fastify';
import { basicOf, bearerOf } from '../../core/authorization';
import { secrets } from './secrets';
import type { HoodyBehaviour } from './behaviour';

const { token, user, password, headerName, headerValue } = secrets;

/** What each of the proxy's gates lets through. */
export const HOODY_GATES: Record<HoodyBehaviour['gate'], (request: FastifyRequest) => boolean> = {
	none: () => true,
	bearer: (request) => bearerOf(request) === token,
	basic: (request) => basicOf(request) === `${user}:${password}`,
	header: (request) => request.headers[headerName.toLowerCase()] === headerValue,
};
