import type { FastifyReply, FastifyRequest } from 'fastify';
import { bearerOf, bodyOf, queryOf } from '../../core/authorization';
import { bufferSource } from '../../core/byteSource';
import { OAuthServer } from '../../core/oauth';
import type { ServiceDefinition } from '../../core/service';
import { secrets } from './secrets';
import { cachedZip } from '../../fixtures/archive';
import type { Stage } from '../../stage';
import type { BoxBehaviour } from './behaviour';
import { boxError } from './error';
import type { BoxLinks } from './links';
import { BoxLists } from './lists';
import { BOX_TREE, packed, type BoxItem } from './tree';

const { clientId, clientSecret, enterpriseId, userId, asUser, developerToken } = secrets;

/** Who a Client Credentials Grant speaks for. */
function subject(form: Record<string, string | undefined>): string | undefined {
	if (form.box_subject_type === 'enterprise' && form.box_subject_id === enterpriseId) return 'service';
	return form.box_subject_type === 'user' && form.box_subject_id === userId ? userId : undefined;
}

/** What the items of a ZIP request come to, or why they come to nothing. */
function requested(items: unknown): BoxItem[] | { status: number; code?: string; message: string } {
	if (!Array.isArray(items) || items.length === 0) return { status: 400, message: 'items must not be empty' };
	if (items.length > 10_000) {
		return { status: 400, code: 'zip_download_file_count_exceeded_limit', message: 'Too many items' };
	}
	const found: BoxItem[] = [];
	for (const wish of items as Array<{ id?: unknown; type?: unknown }>) {
		const { id, type } = wish;
		if (typeof id !== 'string') return { status: 400, message: 'Item ids are strings' };
		if (type !== 'file' && type !== 'folder')
			return { status: 400, message: `Items of type ${String(type)} cannot be added` };
		if (type === 'folder' && id === '0') return { status: 400, message: 'The root folder cannot be added' };
		const item = BOX_TREE.find((known) => known.id === id && known.type === type);
		if (item === undefined) return { status: 403, message: 'No access to an item' };
		if (item.refused !== undefined) return item.refused;
		found.push(item);
	}
	return found;
}

/** Box's API host: tokens, folders, and ZIPs that are built while they are sent. */
export function box(stage: Stage<BoxBehaviour>, links: BoxLinks): ServiceDefinition {
	const oauth = new OAuthServer({
		clientId,
		clientSecret,
		visitor: userId,
		clientRefusal: 400,
		expiresIn: 3600,
		ownIdentity: subject,
	});
	const lists = new BoxLists(stage);
	stage.onExpireLinks('box', () => oauth.expireAccessTokens());

	function userOf(request: FastifyRequest): string | undefined {
		const token = bearerOf(request);
		return token === developerToken ? userId : oauth.subjectOf(token);
	}

	async function createZip(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
		const { items, download_file_name: name } = bodyOf(request);
		const found = requested(items);
		if (!Array.isArray(found)) {
			return reply.code(found.status).send(boxError(found.status, found.message, found.code));
		}
		const { files, conflicts } = packed(found);
		const { linkSeconds, lostFiles } = stage.behaviour;
		const key = `box ${found.map((item) => item.id).join(',')} ${lostFiles}`;
		const archive =
			stage.archive ?? bufferSource(await cachedZip(key, files.slice(lostFiles), { dataDescriptors: true }));
		const fileName = `${typeof name === 'string' && name !== '' ? name : 'Box Download'}.zip`;
		const user = userOf(request) ?? '';
		// Of an archive that a test put there nobody has counted the files.
		const totalFiles = stage.archive === undefined ? files.length : 0;
		const zip = links.mint({ fileName, archive, totalFiles, user }, linkSeconds);
		const path = `/2.0/zip_downloads/${zip.id}`;
		return reply.code(202).send({
			download_url: `${stage.core.origins.boxContent}${path}/content`,
			status_url: `${stage.core.origins.box}${path}/status`,
			expires_at: new Date(zip.expires).toISOString(),
			name_conflicts: conflicts,
		});
	}

	function zipStatus(request: FastifyRequest, reply: FastifyReply): FastifyReply {
		const zip = links.find(/zip_downloads\/([^/]+)\/status/.exec(request.raw.url ?? '')?.[1] ?? '');
		if (zip === undefined) return reply.code(404).send(boxError(404, 'Not Found'));
		const { skippedFiles, skippedFolders } = stage.behaviour;
		return reply.send({
			total_file_count: zip.totalFiles,
			downloaded_file_count: zip.state === 'succeeded' ? Math.max(0, zip.totalFiles - skippedFiles) : 0,
			skipped_file_count: skippedFiles,
			skipped_folder_count: skippedFolders,
			state: zip.state,
		});
	}

	return {
		refusal: (status, message) => boxError(status, message),
		routes(app) {
			app.addHook('onRequest', (request, reply, done) => {
				if (!request.url.startsWith('/2.0/')) return done();
				// Seen in the wild: a 401 of Box has no body, only a header.
				if (userOf(request) === undefined) {
					void reply
						.code(401)
						.header('www-authenticate', 'Bearer realm="Service", error="invalid_token"')
						.send('');
					return;
				}
				const onBehalf = request.headers['as-user'];
				if (onBehalf === undefined || onBehalf === asUser) return done();
				void reply.code(403).send(boxError(403, 'This user cannot be acted for', 'forbidden'));
			});
			app.post('/oauth2/token', (request, reply) => {
				const answer = oauth.token(bodyOf(request) as Record<string, string>);
				return reply.code(answer.status).send(answer.body);
			});
			app.post('/oauth2/revoke', (_request, reply) => reply.send(''));
			// On account.box.com in the real world.
			app.get('/api/oauth2/authorize', (request, reply) => {
				const answer = oauth.authorize(queryOf(request));
				return 'location' in answer
					? reply.redirect(answer.location)
					: reply.code(400).type('text/html').send(`<p>${answer.refused}</p>`);
			});
			app.get('/2.0/users/me', (request) => ({
				type: 'user',
				id: request.headers['as-user'] ?? (userOf(request) === 'service' ? '20000' : userId),
				name: 'Ada Sandbox',
				login: 'ada@sandbox.example',
				max_upload_size: 5 * 1024 ** 3,
			}));
			app.post('/2.0/zip_downloads', createZip);
			app.get('/2.0/zip_downloads/:id/status', zipStatus);
			app.get('/2.0/folders/:id/items', (request, reply) => lists.folder(request, reply));
			app.get('/2.0/search', (request, reply) => lists.search(request, reply));
			app.get('/2.0/files/:id', (request, reply) => lists.one(request, reply, 'file'));
			app.get('/2.0/folders/:id', (request, reply) => lists.one(request, reply, 'folder'));
		},
	};
}
