import { serveBytes } from '../../core/serveBytes';
import type { ServiceDefinition } from '../../core/service';
import type { Stage } from '../../stage';
import type { BoxBehaviour } from './behaviour';
import { boxError } from './error';
import type { BoxLinks } from './links';

/** Parallel downloads that a user may have. */
const PER_USER = 5;

/** Box's content host: no sign-in, no length, no ranges, one visit for each link. */
export function boxContent(stage: Stage<BoxBehaviour>, links: BoxLinks): ServiceDefinition {
	return {
		refusal: boxError,
		expired: { status: 404, type: 'application/json', body: JSON.stringify(boxError(404, 'Not Found')) },
		routes(app) {
			app.get('/2.0/zip_downloads/:id/content', (request, reply) => {
				// The id is taken as it stands in the address: the link is to be used exactly as given.
				const id = /zip_downloads\/([^/]+)\/content/.exec(request.raw.url ?? '')?.[1] ?? '';
				const user = links.userOf(id);
				if (user !== undefined && links.running(user) >= PER_USER) {
					const code = 'user_too_many_concurrent_downloads';
					return reply.code(429).send(boxError(429, 'Too many zip downloads at once', code));
				}
				const zip = links.use(id);
				if (zip === undefined) return reply.code(404).send(boxError(404, 'Not Found'));
				reply.raw.once('close', () => {
					const whole = reply.raw.writableFinished && request.fault === undefined;
					zip.state = whole ? stage.behaviour.outcome : 'failed';
				});
				const plain = zip.fileName.replace(/[^\x20-\x7e]|"/g, '_');
				const encoded = encodeURIComponent(zip.fileName);
				return serveBytes(request, reply, zip.archive, {
					type: 'application/octet-stream',
					headers: { 'content-disposition': `attachment;filename="${plain}";filename*=UTF-8''${encoded}` },
				});
			});
		},
	};
}
