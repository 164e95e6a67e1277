import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { bodyOf, queryOf } from '../../core/authorization';
import { bufferSource } from '../../core/byteSource';
import { serveBytes } from '../../core/serveBytes';
import type { ServiceDefinition } from '../../core/service';
import { cachedZip } from '../../fixtures/archive';
import type { Stage } from '../../stage';
import type { HoodyBehaviour } from './behaviour';
import { HoodyFetch } from './fetch';
import { HOODY_GATES } from './gate';
import { HoodyJobs } from './jobs';
import { directoryListing, entriesOf, fileStat, globbed } from './listings';
import { hoodyPath } from './path';
import { HoodyVolume } from './volume';

const V1 = '/api/v1/files';
/** First segments below /api/v1/files that are operations, whatever the disk holds. */
const RESERVED = ['stat', 'chmod', 'chown', 'realpath', 'glob', 'grep', 'copy', 'move', 'append', 'health'];
const ASLEEP =
	'<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>';

/** The files kit of a Hoody container, in its two dialects. */
export function hoody(stage: Stage<HoodyBehaviour>): ServiceDefinition {
	const volume = new HoodyVolume();
	const jobs = new HoodyJobs(stage, volume);
	const settings = () => stage.behaviour;
	const isNew = () => settings().dialect === 'new';
	stage.onReset(() => {
		jobs.reset();
		volume.reset();
	});

	function send(reply: FastifyReply, body: unknown): FastifyReply {
		if (!settings().enveloped) return reply.send(body);
		const ok = reply.statusCode < 400;
		return reply.send({ statusCode: reply.statusCode, message: ok ? 'Success' : 'Refused', data: body });
	}
	const fetcher = new HoodyFetch(stage, jobs, volume, send);

	function refuse(reply: FastifyReply, status: number, code: string, words: string): FastifyReply {
		return send(reply.code(status), {
			success: false,
			error: isNew() ? words : code,
			...(isNew() ? { code } : {}),
		});
	}

	const missing = (reply: FastifyReply) =>
		refuse(reply, 404, 'RESOURCE_NOT_FOUND', 'Nothing lies at this path');

	async function zip(request: FastifyRequest, reply: FastifyReply, path: string): Promise<FastifyReply> {
		if (!settings().allowArchive)
			return refuse(reply, 403, 'ACCESS_FORBIDDEN', 'Archive download is not enabled');
		if (!volume.isFolder(path)) {
			return volume.fileAt(path) === undefined
				? missing(reply)
				: refuse(reply, 400, 'INVALID_PATH', 'Not a directory');
		}
		const files = volume.below(path);
		const key = `hoody ${files.map((one) => `${one.path} ${one.sha256}`).join('|')}`;
		const archive = stage.archive ?? bufferSource(await cachedZip(key, files, { dataDescriptors: true }));
		const name = encodeURIComponent(`${path.split('/').pop() || 'root'}.zip`);
		const headers = { 'content-disposition': `attachment; filename*=UTF-8''${name}` };
		return serveBytes(request, reply, archive, { type: 'application/zip', headers });
	}

	function file(
		request: FastifyRequest,
		reply: FastifyReply,
		path: string,
		attachment: boolean,
	): FastifyReply {
		const bytes = volume.fileAt(path) ?? Buffer.alloc(0);
		const name = encodeURIComponent(path.split('/').pop() ?? '');
		const etag = `"${createHash('sha1').update(bytes).digest('hex').slice(0, 16)}"`;
		return serveBytes(request, reply, bufferSource(bytes, etag), {
			type: path.endsWith('.zip') ? 'application/zip' : 'application/octet-stream',
			ranges: (request.method === 'GET' || request.headers.range === undefined) && 'dufs',
			headers: {
				'last-modified': new Date(volume.modified).toUTCString(),
				'content-disposition': `${attachment ? 'attachment' : 'inline'}; filename*=UTF-8''${name}`,
			},
		});
	}

	function stat(reply: FastifyReply, path: string): FastifyReply {
		const bytes = volume.fileAt(path);
		if (bytes === undefined && !volume.isFolder(path)) return missing(reply);
		return send(reply, fileStat(volume, path));
	}

	function remove(reply: FastifyReply, path: string): FastifyReply {
		if (!settings().allowDelete || path === '')
			return refuse(reply, 403, 'ACCESS_FORBIDDEN', 'Deleting is not allowed');
		if (!volume.remove(path)) return missing(reply);
		return isNew() ? reply.code(204).send() : send(reply, { success: true, message: 'Deleted' });
	}

	function active(reply: FastifyReply, directory?: string): FastifyReply {
		const wanted = jobs.active.filter(
			(job) => directory === undefined || directory === '' || job.directory === directory,
		);
		return send(reply, { downloads: wanted.map((job) => jobs.activeItem(job)) });
	}

	async function root(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
		const path = hoodyPath(request, '/');
		const query = queryOf(request);
		if (path === undefined) return refuse(reply, 400, 'INVALID_PATH', 'The path cannot be used');
		if (query.download_history !== undefined) {
			return send(reply, { history: jobs.history.map((job) => jobs.historyItem(job)) });
		}
		if (query.downloads !== undefined) return active(reply, path);
		const isFile = volume.fileAt(path) !== undefined;
		if (query.download !== undefined && !isFile) {
			const { download: url, filename: fileName, timeout } = query;
			return await fetcher.answer({ directory: path, url, fileName, timeout }, reply);
		}
		if (query.zip !== undefined) return await zip(request, reply, path);
		if (isFile && (query.sha256 !== undefined || query.hash !== undefined)) {
			return reply.type('text/plain').send(
				createHash('sha256')
					.update(volume.fileAt(path) ?? '')
					.digest('hex'),
			);
		}
		if (isFile) return file(request, reply, path, query.download !== undefined);
		if (!volume.isFolder(path)) return missing(reply);
		if (query.q !== undefined && !settings().allowSearch)
			return refuse(reply, 403, 'ACCESS_FORBIDDEN', 'Searching is not enabled');
		if (query.json !== undefined) return send(reply, directoryListing(volume, settings(), path, query.q));
		return reply.type('text/html; charset=utf-8').send(`<!DOCTYPE html><title>Index of /${path}</title>`);
	}

	async function api(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
		const path = hoodyPath(request, V1);
		const query = queryOf(request);
		if (path === undefined) return refuse(reply, 400, 'INVALID_PATH', 'The path cannot be used');
		const [first = '', ...rest] = path.split('/');
		if (first === 'health') return send(reply, { service: 'files', status: 'ok' });
		if (first === 'stat') return stat(reply, rest.join('/'));
		if (first === 'glob') {
			const most = Number(query.max_results ?? 200);
			return send(reply, globbed(volume, settings(), rest.join('/'), { pattern: query.pattern, most }));
		}
		if (RESERVED.includes(first)) return refuse(reply, 400, 'INVALID_PARAMETER', `${first} needs parameters`);
		if (query.stat !== undefined) return stat(reply, path);
		const bytes = volume.fileAt(path);
		if (query.zip !== undefined && isNew()) {
			if (settings().remoteBackend) {
				return send(reply.code(501), { success: false, error: 'Not for remote backends', backend: 'ssh' });
			}
			return await zip(request, reply, path);
		}
		if (bytes !== undefined && (query.hash !== undefined || query.sha256 !== undefined)) {
			return send(reply, { hash: createHash('sha256').update(bytes).digest('hex'), algorithm: 'sha256' });
		}
		if (bytes !== undefined) return file(request, reply, path, false);
		if (!volume.isFolder(path)) return missing(reply);
		if (!isNew()) return send(reply, directoryListing(volume, settings(), path));
		const entries = entriesOf(volume, settings(), path);
		return send(reply, { path, count: entries.length, entries });
	}

	return {
		refusal: (status, message) => ({ success: false, error: message, code: `HTTP_${status}` }),
		routes(app) {
			app.addHook('onRequest', (request, reply, done) => {
				if (settings().asleep > 0) {
					settings().asleep -= 1;
					void reply.code(502).type('text/html').send(ASLEEP);
					return;
				}
				if (HOODY_GATES[settings().gate](request)) return done();
				if (settings().gate === 'basic') void reply.header('www-authenticate', 'Basic realm="Container"');
				void reply.code(401).send({ success: false, error: 'Unauthorized' });
			});
			app.get('/api/v1/version', (_request, reply) =>
				send(reply, {
					version: 'v1',
					server_version: isNew() ? '2.4.0' : '1.9.0',
					features: isNew() ? ['downloads', 'download_cancel', 'zip', 'hash'] : ['downloads', 'zip'],
				}),
			);
			app.get('/api/v1/downloads', (_request, reply) => active(reply));
			app.delete('/api/v1/downloads/:id', (request, reply) => {
				const { id } = request.params as { id: string };
				if (!isNew() || !jobs.cancel(id))
					return refuse(reply, 404, 'RESOURCE_NOT_FOUND', 'No such download runs');
				return send(reply.code(202), { success: true, message: 'Cancelling', id });
			});
			app.get(V1, api);
			app.get(`${V1}/*`, api);
			app.head(`${V1}/*`, (_request, reply) => reply.code(405).send(''));
			app.delete(`${V1}/*`, (request, reply) => remove(reply, hoodyPath(request, V1) ?? ''));
			app.post(`${V1}/*`, async (request, reply) => {
				const path = hoodyPath(request, V1) ?? '';
				const query = { ...queryOf(request), ...(bodyOf(request) as Record<string, string>) };
				if (query.mkdir !== undefined) {
					volume.makeFolder(path);
					return send(reply.code(201), { success: true, message: 'Directory created' });
				}
				if (query.download_from === undefined)
					return refuse(reply, 400, 'INVALID_PARAMETER', 'No operation given');
				const { download_from: url, filename: fileName, timeout } = query;
				return await fetcher.answer({ directory: path, url, fileName, timeout, twin: true }, reply);
			});
			app.head('/*', async (request, reply) => {
				const path = hoodyPath(request, '/') ?? '';
				if (volume.fileAt(path) !== undefined) return file(request, reply, path, false);
				return reply.code(volume.isFolder(path) ? 200 : 404).send('');
			});
			app.delete('/*', (request, reply) => remove(reply, hoodyPath(request, '/') ?? ''));
			app.get('/*', root);
		},
	};
}
