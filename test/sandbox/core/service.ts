import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { parse } from 'node:querystring';
import { Readable } from 'node:stream';
import { outgoing } from './bodies';
import { sendCrumbs } from './crumbs';
import type { Fault, FaultQueue } from './faults';
import type { RecordedRequest } from './recording';

/** What every service shares. */
export interface Core {
	faults: FaultQueue;
	requests: RecordedRequest[];
	/** Addresses by the server's name, filled as the servers start. */
	origins: Record<string, string>;
	/** Milliseconds of the sandbox's clockwork for milliseconds of the real one. */
	paced(milliseconds: number): number;
	/** Milliseconds that each answer takes, once the service knows what it will say; none unless told. */
	latency?: number;
}

export interface ServiceDefinition {
	routes(app: FastifyInstance): void;
	/** The service's own shape of a refusal. */
	refusal(status: number, message: string): unknown;
	/** Its answer for addresses it does not know; a refusal with 404 unless told. */
	notFound?(request: FastifyRequest, reply: FastifyReply): FastifyReply;
	/** What it says to a link whose time is over. */
	expired?: { status: number; type: string; body: string };
}

const BODY_FAULTS = new Set(['truncate', 'shorten', 'reset', 'stall']);
const PAGE =
	'<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Please sign in</h1></body></html>';

declare module 'fastify' {
	interface FastifyRequest {
		record?: RecordedRequest;
		fault?: Fault;
	}
}

function answerWithFault(
	core: Core,
	service: ServiceDefinition,
	request: FastifyRequest,
	reply: FastifyReply,
): boolean {
	const fault = request.fault;
	if (fault === undefined || BODY_FAULTS.has(fault.name)) return false;
	const body = typeof fault.body === 'function' ? (fault.body as () => unknown)() : fault.body;
	if (fault.headers !== undefined) reply.headers(fault.headers);
	if (fault.retryAfter !== undefined) reply.header('retry-after', fault.retryAfter);
	if (fault.name === 'silent') {
		reply.hijack();
	} else if (fault.name === 'hangUp') {
		reply.hijack();
		request.raw.socket.destroy();
	} else if (fault.name === 'crumbs') {
		reply.hijack();
		reply.raw.writeHead(fault.status ?? 200, fault.headers);
		sendCrumbs(reply.raw, Buffer.from(body as Buffer | string));
	} else if (fault.name === 'html') {
		reply
			.code(fault.status ?? 200)
			.type('text/html; charset=utf-8')
			.send(body ?? PAGE);
	} else if (fault.name === 'json') {
		reply.code(fault.status ?? 200).send(body ?? { message: 'not what you asked for' });
	} else if (fault.name === 'expired') {
		const { status, type, body } = service.expired ?? { status: 404, type: 'text/plain', body: 'gone' };
		reply.code(status).type(type).send(body);
	} else if (fault.name === 'redirect') {
		const to = fault.to ?? '';
		const target = to in core.origins ? core.origins[to] + request.raw.url : to;
		reply.redirect(target, fault.status ?? 302);
	} else {
		const status = fault.status ?? 500;
		reply.code(status).send(body ?? service.refusal(status, `Sandbox answers ${status}`));
	}
	return true;
}

function watch(core: Core, origin: string, service: ServiceDefinition, app: FastifyInstance): void {
	app.addHook('onRequest', (request, reply, done) => {
		const { method, url, headers } = request.raw;
		const record: RecordedRequest = {
			origin,
			method: method ?? '',
			url: url ?? '',
			headers: { ...headers },
			status: 0,
			bytesSent: 0,
			finished: false,
		};
		core.requests.push(record);
		request.record = record;
		request.fault = core.faults.take(origin, `${record.method} ${record.url}`);
		record.fault = request.fault?.name;
		reply.raw.once('finish', () => {
			record.finished = true;
			record.finishedAt = Date.now();
		});
		if (!answerWithFault(core, service, request, reply)) done();
	});
	app.addHook('preHandler', (request, _reply, done) => {
		if (request.record !== undefined) request.record.body = request.body;
		done();
	});
	app.addHook('onSend', async (request, reply, payload: unknown) => {
		const record = request.record;
		if (record === undefined) return payload;
		record.status = reply.statusCode;
		if (core.latency !== undefined) await new Promise((answered) => setTimeout(answered, core.latency));
		const isBody = typeof payload === 'string' || Buffer.isBuffer(payload) || payload instanceof Readable;
		if (!isBody || request.method === 'HEAD') return payload;
		const fault =
			request.fault !== undefined && BODY_FAULTS.has(request.fault.name) ? request.fault : undefined;
		const known = payload instanceof Readable ? undefined : Buffer.byteLength(payload);
		if (known !== undefined && fault === undefined) {
			record.bytesSent = known;
			return payload;
		}
		if (known !== undefined) reply.header('content-length', known);
		// A body that pretends to be whole cannot announce the length of the real one.
		if (fault?.name === 'shorten') reply.removeHeader('content-length');
		const pause = payload instanceof Readable ? core.paced(40) : 0;
		return outgoing(payload, record, fault, request.raw.socket, pause < 1 ? 0 : pause);
	});
}

/** Starts one service on a free loopback port and notes its address in `core.origins`. */
export async function startService(
	core: Core,
	origin: string,
	service: ServiceDefinition,
): Promise<FastifyInstance> {
	const app = fastify({
		forceCloseConnections: true,
		exposeHeadRoutes: false,
		routerOptions: { maxParamLength: 2000 },
	});
	app.decorateRequest('record', undefined);
	app.decorateRequest('fault', undefined);
	app.addContentTypeParser(
		'application/x-www-form-urlencoded',
		{ parseAs: 'string' },
		(_request, body, done) => {
			// A name that is repeated gives a list.
			done(null, { ...parse(String(body)) });
		},
	);
	// Vendors' clients announce JSON even where they send nothing (DELETE), and their servers do not mind.
	app.removeContentTypeParser('application/json');
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
		try {
			done(null, body === '' ? undefined : JSON.parse(String(body)));
		} catch {
			done(Object.assign(new Error('The body is not JSON'), { statusCode: 400 }), undefined);
		}
	});
	watch(core, origin, service, app);
	app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
		const status = error.statusCode ?? 500;
		void reply.code(status).send(service.refusal(status, error.message));
	});
	app.setNotFoundHandler(
		(request, reply) =>
			service.notFound?.(request, reply) ?? reply.code(404).send(service.refusal(404, 'No such address')),
	);
	service.routes(app);
	await app.listen({ host: '127.0.0.1', port: 0 });
	const address = app.server.address();
	if (address === null || typeof address === 'string') throw new Error('The sandbox has no port');
	core.origins[origin] = `http://127.0.0.1:${address.port}`;
	return app;
}
