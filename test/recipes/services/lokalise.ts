import { guarded, signedStorage, worker, type PresetService } from './presetService';

/** Sources: lokex and other clients (`process_id`; `process.details.download_url` once `finished`); the states are a guess. */
export const lokalise: PresetService = {
	signIn: 'header',
	data: { headerName: 'X-Api-Token', headerSecret: '0sandbox0loka0token' },
	basePath: '/api2',
	fields: { project: '3002780358964f9bab5a92.87762498', format: 'json' },
	api(stage) {
		const work = worker(stage);
		const project = '/api2/projects/3002780358964f9bab5a92.87762498';
		return {
			refusal: (code, message) => ({ error: { code, message } }),
			routes(app) {
				guarded(app, ['X-Api-Token', '0sandbox0loka0token'], (reply) =>
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
							message: '',
							details: isDone ? { download_url } : [],
						},
					};
				});
			},
		};
	},
	storage: (stage) => signedStorage(stage, '/export.zip'),
};
