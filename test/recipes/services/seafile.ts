import { guarded, packed, worker, type PresetService } from './presetService';

/**
 * Sources: seahub (zip_task.py: POST with a form, GET is deprecated; query_zip_progress.py; zip-download-dialog.js, which compares the
 * numbers), seafile-server (zip-download-mgr.c: `zipped`, `total`, `failed`, `failed_reason`), seafile-js (zipDownload, cancelZipTask).
 */
export const seafile: PresetService = {
	signIn: 'header',
	data: { headerName: 'Authorization', headerSecret: 'Token 0sandbox0seafile0token' },
	fields: { library: 'c7436518-5f46-4296-97db-2fcba4c8c8db', folder: '/reports', names: '2025\n2026' },
	api(stage) {
		const work = worker(stage);
		const token = 'd0b2-zip-token';
		return {
			refusal: (_status, error_msg) => ({ error_msg }),
			routes(app) {
				app.post('/api/v2.1/repos/:id/zip-task/', (request, reply) => {
					const { parent_dir, dirents } = request.body as { parent_dir?: string; dirents?: string[] };
					if (parent_dir !== '/reports' || dirents?.join() !== '2025,2026') {
						return reply.code(400).send({ error_msg: 'dirents invalid.' });
					}
					return reply.send({ zip_token: token });
				});
				app.get('/api/v2.1/query-zip-progress/', (request, reply) => {
					if ((request.query as { token?: string }).token !== token) {
						return reply.code(404).send({ error_msg: 'Zip token not found.' });
					}
					const zipped = work.isDone() ? 10 : Math.round(work.share() * 9);
					return reply.send({ zipped, total: 10, failed: 0, failed_reason: '' });
				});
				app.post('/api/v2.1/cancel-zip-task/', () => ({ success: true }));
				// The file server stands on another path of the same host, and asks for nothing but the token.
				app.get(`/seafhttp/zip/${token}`, (request, reply) => packed(stage, request, reply));
				guarded(app, ['Authorization', 'Token 0sandbox0seafile0token'], (reply) =>
					reply.send({ detail: 'Invalid token' }),
				);
			},
		};
	},
};
