import { bufferSource } from '../core/byteSource';
import { serveBytes } from '../core/serveBytes';
import type { ServiceDefinition } from '../core/service';
import { cachedZip } from '../fixtures/archive';
import { SAMPLE_FILES } from '../fixtures/files';
import type { Stage } from '../stage';

/** Where the archive lies that Hoody is asked to fetch. */
export const REMOTE_PATH = '/exports/monthly export.zip';

/** Somebody else's file server, from which Hoody's container fetches. Any path below /exports gives the archive. */
export function remote(stage: Stage<unknown>): ServiceDefinition {
	return {
		refusal: (_status, message) => message,
		routes(app) {
			app.get('/exports/*', async (request, reply) => {
				const archive = stage.archive ?? bufferSource(await cachedZip('samples', SAMPLE_FILES));
				return serveBytes(request, reply, archive, { type: 'application/zip', ranges: true });
			});
		},
	};
}
