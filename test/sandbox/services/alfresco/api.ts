import type { FastifyReply, FastifyRequest } from 'fastify';
import { bodyOf, queryOf } from '../../core/authorization';
import { bufferSource } from '../../core/byteSource';
import { serveBytes } from '../../core/serveBytes';
import type { ServiceDefinition } from '../../core/service';
import type { Stage } from '../../stage';
import type { AlfrescoBehaviour } from './behaviour';
import { AlfrescoAuth } from './auth';
import { AlfrescoDownloads, type AlfrescoDownload } from './downloads';
import { alfrescoError } from './error';
import { AlfrescoLists } from './lists';
import { disposition, nodeEntry } from './shapes';
import { nodeOf, pathOf, type AlfrescoNode } from './tree';

const TENANT = '/alfresco/api/-default-/public';
const CORE = `${TENANT}/alfresco/versions/1`;
const AUTH = `${TENANT}/authentication/versions/1`;

function idOf(request: FastifyRequest): string {
	return (request.params as { id: string }).id;
}

/** The path of a node, where it is asked for. */
function pathIn(request: FastifyRequest, node: AlfrescoNode): object {
	return queryOf(request).include === 'path' ? { path: { name: pathOf(node), isComplete: true } } : {};
}

/** Alfresco Content Services: ZIPs are nodes that a background action fills. */
export function alfresco(
	stage: Stage<AlfrescoBehaviour>,
	subjectOf: (token: string | undefined) => string | undefined,
): ServiceDefinition {
	const auth = new AlfrescoAuth(subjectOf);
	const downloads = new AlfrescoDownloads(stage);
	const lists = new AlfrescoLists(stage);
	stage.onExpireLinks('alfresco', () => auth.forgetTickets());

	function refuse(reply: FastifyReply, status: number, summary: string): FastifyReply {
		return reply.code(status).send(alfrescoError(status, summary));
	}

	function create(request: FastifyRequest, reply: FastifyReply): FastifyReply {
		const { nodeIds } = bodyOf(request);
		if (!Array.isArray(nodeIds) || nodeIds.length === 0)
			return refuse(reply, 400, 'nodeIds must not be empty');
		if (new Set(nodeIds).size < nodeIds.length) return refuse(reply, 400, 'nodeIds holds a duplicate nodeId');
		const nodes: AlfrescoNode[] = [];
		for (const id of nodeIds as unknown[]) {
			const node = nodeOf(String(id));
			if (node === undefined) return refuse(reply, 404, `The entity with id: ${String(id)} was not found`);
			if (node.oddity === 'forbidden') return refuse(reply, 403, 'Permission was denied');
			if (node.oddity === 'archived') return refuse(reply, 412, 'Content is archived and cannot be read');
			nodes.push(node);
		}
		return reply
			.code(202)
			.send({ entry: downloads.begun(downloads.create(nodes, auth.userOf(request) ?? '')) });
	}

	/** Answers for the download of this address, or refuses. */
	function withDownload(
		request: FastifyRequest,
		reply: FastifyReply,
		answer: (download: AlfrescoDownload) => FastifyReply,
	): FastifyReply {
		const download = downloads.find(idOf(request));
		if (download === undefined) {
			return nodeOf(idOf(request)) === undefined
				? refuse(reply, 404, `The entity with id: ${idOf(request)} was not found`)
				: refuse(reply, 400, 'The node is not a download node');
		}
		if (download.owner !== auth.userOf(request)) return refuse(reply, 403, 'Permission was denied');
		return answer(download);
	}

	async function content(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
		const id = idOf(request);
		const download = downloads.find(id);
		const node = nodeOf(id);
		if (download === undefined && node === undefined)
			return refuse(reply, 404, `The entity with id: ${id} was not found`);
		if (download === undefined && node?.bytes === undefined)
			return refuse(reply, 400, 'NodeId of file is expected');
		if (download !== undefined && download.owner !== auth.userOf(request))
			return refuse(reply, 403, 'Permission was denied');
		const archive =
			download === undefined
				? bufferSource(node?.bytes ?? Buffer.alloc(0), '"1795168800000"')
				: await downloads.archive(download);
		if (archive === undefined) {
			return refuse(reply, 404, `Unable to locate content for node ref workspace://SpacesStore/${id}`);
		}
		if (
			request.headers['if-modified-since'] !== undefined &&
			Date.parse(request.headers['if-modified-since']) >= Date.now() - 60_000
		) {
			return reply.code(304).send();
		}
		return serveBytes(request, reply, archive, {
			type: download === undefined ? 'application/octet-stream' : 'application/zip',
			ranges: 'alfresco',
			headers: {
				'content-disposition': disposition(download?.fileName ?? node?.name ?? ''),
				'last-modified': new Date(download?.created ?? 0).toUTCString(),
				'cache-control': 'no-cache',
			},
		});
	}

	return {
		refusal: alfrescoError,
		expired: {
			status: 404,
			type: 'application/json',
			body: JSON.stringify(alfrescoError(404, 'The entity was not found')),
		},
		routes(app) {
			app.addHook('onRequest', (request, reply, done) => {
				const open = request.url.startsWith(`${AUTH}/tickets`) || request.url.startsWith(`${CORE}/probes/`);
				if (open || !request.url.startsWith(TENANT) || auth.userOf(request) !== undefined) return done();
				void reply.header('www-authenticate', 'Basic realm="Alfresco"');
				void refuse(reply, 401, 'Authentication failed');
			});
			auth.routes(app, AUTH);
			app.get(`${CORE}/probes/-ready-`, () => ({ entry: { message: 'readyProbe: Success - Tested' } }));
			app.get(`${CORE}/people/-me-`, (request) => {
				const id = auth.userOf(request);
				return { entry: { id, firstName: id, email: `${id}@sandbox.example`, enabled: true } };
			});
			app.post(`${CORE}/downloads`, create);
			app.get(`${CORE}/downloads/:id`, (request, reply) =>
				withDownload(request, reply, (download) => reply.send({ entry: downloads.entry(download) })),
			);
			app.delete(`${CORE}/downloads/:id`, (request, reply) =>
				withDownload(request, reply, (download) => {
					downloads.cancel(download);
					return reply.code(202).send();
				}),
			);
			app.get(`${CORE}/nodes/:id`, (request, reply) => {
				const download = downloads.find(idOf(request));
				const node = nodeOf(idOf(request));
				if (download !== undefined) {
					const { id, fileName: name } = download;
					return reply.send({
						entry: { id, name, nodeType: 'download:download', isFile: true, isFolder: false },
					});
				}
				return node === undefined
					? refuse(reply, 404, `The entity with id: ${idOf(request)} was not found`)
					: reply.send({ entry: { ...nodeEntry(node), ...pathIn(request, node) } });
			});
			app.get(`${CORE}/nodes/:id/children`, (request, reply) => lists.children(request, reply));
			app.get(`${CORE}/sites`, (request, reply) => lists.listSites(request, reply));
			app.get(`${CORE}/queries/nodes`, (request, reply) => lists.findNodes(request, reply));
			app.get(`${CORE}/nodes/:id/content`, content);
			app.delete(`${CORE}/nodes/:id`, (request, reply) => {
				const download = downloads.find(idOf(request));
				if (download === undefined)
					return refuse(reply, 404, `The entity with id: ${idOf(request)} was not found`);
				if (download.owner !== auth.userOf(request)) return refuse(reply, 403, 'Permission was denied');
				downloads.delete(download.id);
				return reply.code(204).send();
			});
		},
	};
}
