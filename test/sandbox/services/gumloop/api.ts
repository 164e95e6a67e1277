import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { bearerOf, bodyOf, queryOf } from '../../core/authorization';
import { bufferSource } from '../../core/byteSource';
import { OAuthServer } from '../../core/oauth';
import { serveBytes } from '../../core/serveBytes';
import type { ServiceDefinition } from '../../core/service';
import { secrets } from './secrets';
import { cachedZip } from '../../fixtures/archive';
import type { SourceFile } from '../../fixtures/files';
import type { Stage } from '../../stage';
import type { GumloopBehaviour } from './behaviour';
import { GUMLOOP_FLOWS, GUMLOOP_WORKBOOK, listRoutes } from './lists';
import { GUMLOOP_FILES, GUMLOOP_RUNS, GumloopRuns } from './runs';

/** Fails on the server's side although it is asked for properly. */
export const GUMLOOP_BROKEN_FILE = 'unreadable.bin';

const { apiKey, userId, teamKey, teamId, clientId } = secrets;

/** Gumloop: one POST is the ZIP; what is waited for is the flow run. */
export function gumloop(stage: Stage<GumloopBehaviour>): ServiceDefinition {
	const oauth = new OAuthServer({
		clientId,
		pkceRequired: true,
		visitor: userId,
		clientRefusal: 401,
		expiresIn: 3600,
	});
	const runs = new GumloopRuns(stage);
	stage.onExpireLinks('gumloop', () => oauth.expireAccessTokens());

	function refuse(reply: FastifyReply, status: number, message: string): FastifyReply {
		return reply
			.code(status)
			.send({ error: { message, code: `http_${status}`, type: 'api_error', param: null, details: null } });
	}

	/** Status of a request without rights; undefined when it may go on. A personal key counts only with its user id beside it. */
	function unwelcome(request: FastifyRequest): { status: number; message: string } | undefined {
		const token = bearerOf(request);
		const fields = { ...queryOf(request), ...bodyOf(request) };
		const user = oauth.subjectOf(token);
		const personal = token === apiKey && request.headers['x-auth-key'] === userId;
		if (!personal && token !== teamKey && user === undefined)
			return { status: 401, message: 'Invalid API key' };
		const wrongUser = fields.user_id !== undefined && fields.user_id !== userId;
		const wrongTeam = fields.project_id !== undefined && fields.project_id !== teamId;
		return wrongUser || wrongTeam
			? { status: 403, message: 'API key does not match the user or project' }
			: undefined;
	}

	function getRun(request: FastifyRequest, reply: FastifyReply): FastifyReply {
		const { run_id: run, user_id: user, project_id: project } = queryOf(request);
		if (run === undefined || run === '') return refuse(reply, 400, 'run_id is required');
		if (user === undefined && project === undefined)
			return refuse(reply, 400, 'user_id or project_id is required');
		const state = runs.stateOf(run);
		if (state === undefined) return refuse(reply, 404, 'Flow run not found');
		const ended = !['RUNNING', 'QUEUED'].includes(state);
		return reply.send({
			user_id: userId,
			state,
			outputs: runs.outputsOf(run, state),
			created_ts: '2026-11-21T08:00:00+00:00',
			finished_ts: ended ? '2026-11-21T08:01:00+00:00' : null,
			log:
				state === 'FAILED'
					? ['Running node Invoice Reader', 'Invoice Reader: the page could not be read']
					: [],
		});
	}

	/** The files asked for; a status instead when it cannot be. A name nobody knows is a 500, as far as anybody knows. */
	function wanted(
		body: Record<string, unknown>,
		names: unknown,
	): SourceFile[] | { status: number; message: string } {
		if (!Array.isArray(names) || names.length === 0)
			return { status: 400, message: 'file_names is required' };
		if (typeof body.run_id !== 'string' || runs.stateOf(body.run_id) === undefined) {
			return { status: 400, message: 'run_id is required' };
		}
		if (body.user_id === undefined && body.project_id === undefined) {
			return { status: 400, message: 'user_id or project_id is required' };
		}
		const found = GUMLOOP_FILES.filter((file) => names.includes(file.path));
		return found.length === new Set(names).size ? found : { status: 500, message: 'File download failed' };
	}

	async function downloadFiles(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
		const body = bodyOf(request);
		const files = wanted(body, body.file_names);
		if (!Array.isArray(files)) return refuse(reply, files.status, files.message);
		const headers = { 'content-disposition': 'attachment; filename="files.zip"' };
		if (stage.archive !== undefined) {
			return serveBytes(request, reply, stage.archive, { type: 'application/zip', headers });
		}
		const sent = files.slice(stage.behaviour.lostFiles);
		const bytes = await cachedZip(`gumloop ${sent.map((file) => file.path).join('/')}`, sent);
		return serveBytes(request, reply, bufferSource(bytes), { type: 'application/zip', headers });
	}

	function downloadFile(request: FastifyRequest, reply: FastifyReply): FastifyReply {
		const body = bodyOf(request);
		const files = wanted(
			{ user_id: userId, ...body },
			body.file_name === undefined ? undefined : [body.file_name],
		);
		if (!Array.isArray(files)) return refuse(reply, files.status, files.message);
		return reply.type('application/octet-stream').send(files[0]?.bytes);
	}

	function kill(request: FastifyRequest, reply: FastifyReply): FastifyReply {
		const run = bodyOf(request).run_id;
		if (typeof run !== 'string') return refuse(reply, 400, 'run_id is required');
		if (runs.stateOf(run) === undefined) return refuse(reply, 404, 'Pipeline run not found');
		runs.kill(run);
		return reply.send({ success: true, run_id: run });
	}

	return {
		refusal: (status, message) => ({
			error: { message, code: `http_${status}`, type: 'api_error', param: null, details: null },
		}),
		routes(app) {
			app.addHook('preHandler', (request, reply, done) => {
				const refusal = request.url.startsWith('/oauth/') ? undefined : unwelcome(request);
				if (refusal === undefined) return done();
				void refuse(reply, refusal.status, refusal.message);
			});
			app.get('/oauth/authorize', (request, reply) => {
				const answer = oauth.authorize(queryOf(request));
				return 'location' in answer ? reply.redirect(answer.location) : refuse(reply, 400, answer.refused);
			});
			app.post('/oauth/token', (request, reply) => {
				const answer = oauth.token(bodyOf(request) as Record<string, string>, request.headers.authorization);
				return reply.code(answer.status).send(answer.body);
			});
			app.post('/oauth/revoke', () => ({}));
			listRoutes(app, stage, runs, refuse);
			app.get('/api/v1/get_pl_run', getRun);
			app.post('/api/v1/start_pipeline', () => ({
				run_id: GUMLOOP_RUNS.running,
				saved_item_id: GUMLOOP_FLOWS.inWorkbook,
				workbook_id: GUMLOOP_WORKBOOK,
				url: `https://www.gumloop.com/pipeline?run_id=${randomBytes(4).toString('hex')}`,
			}));
			app.post('/api/v1/kill_pipeline', kill);
			app.post('/api/v1/download_files', downloadFiles);
			app.post('/api/v1/download_file', downloadFile);
		},
	};
}
