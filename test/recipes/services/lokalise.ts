import { guarded, signedStorage, worker, type PresetService } from './presetService';

/**
 * Sources: node-lokalise-api (test/fixtures/files/download_process_check.json: `process.details.download_url`, a link of S3 that is
 * signed for a day, once `finished`; README: `queued`), lokalise-node-file-exchange (the ends are `finished`, `cancelled` and
 * `failed`). `pre_processing`, `running` and `post_processing` stand in other people's clients only: no page of Lokalise that could
 * be read lists them, and a state that is none of these is waited on and told.
 */
export const lokalise: PresetService = {
	signIn: 'header',
	data: { headerName: 'X-Api-Token', headerSecret: '0sandbox0lokalise0token' },
	basePath: '/api2',
	fields: { project: '3002780358964f9bab5a92.87762498', format: 'json' },
	api(stage) {
		const work = worker(stage);
		const project = '/api2/projects/3002780358964f9bab5a92.87762498';
		return {
			refusal: (code, message) => ({ error: { code, message } }),
			routes(app) {
				guarded(app, ['X-Api-Token', '0sandbox0lokalise0token'], (reply) =>
					reply.send({ error: { code: 401, message: 'Invalid `X-Api-Token` header' } }),
				);
				app.post(`${project}/files/async-download`, () => ({ process_id: '74738ff5-5367' }));
				app.get(`${project}/processes/74738ff5-5367`, () => {
					const isDone = work.isDone();
					const download_url = `${stage.origins.storage}/export.zip?sig=one`;
					return {
						process: {
							process_id: '74738ff5-5367',
							type: 'async-export',
							status: isDone ? 'finished' : 'running',
							message: null,
							details: isDone ? { download_url } : [],
						},
					};
				});
			},
		};
	},
	storage: (stage) => signedStorage(stage, '/export.zip'),
};
