import { guarded, signedStorage, worker, type PresetService } from './presetService';

/**
 * Sources: crowdin-api-client-js (src/translations/index.ts: `BuildStatus`, `progress`; `DownloadLink`: `url`, `expireIn`),
 * crowdin-api-client-php (tests: links below downloads.crowdin.com with `X-Amz-Signature` for s3, so S3 answers for pieces; nobody has
 * tried one).
 */
export const crowdin: PresetService = {
	signIn: 'bearer',
	data: { token: '0sandbox0crowdin0token' },
	basePath: '/api/v2',
	fields: { project: '483057' },
	api(stage) {
		const work = worker(stage);
		const builds = '/api/v2/projects/483057/translations/builds';
		const build = (status: string) => ({
			data: { id: 7, projectId: 483057, status, progress: Math.round(work.share() * 100) },
		});
		return {
			refusal: (status, message) => ({ error: { code: status, message } }),
			routes(app) {
				guarded(app, ['Authorization', 'Bearer 0sandbox0crowdin0token'], (reply) =>
					reply.send({ error: { code: 401, message: 'Unauthorized' } }),
				);
				app.post(builds, (_request, reply) => reply.code(201).send(build('created')));
				app.get(`${builds}/7`, () => build(work.isDone() ? 'finished' : 'inProgress'));
				app.get(`${builds}/7/download`, () => ({
					data: {
						url: `${stage.origins.storage}/packages/7.zip?sig=one`,
						expireIn: '2026-11-25T19:00:00+00:00',
					},
				}));
				app.delete(`${builds}/7`, (_request, reply) => reply.code(204).send());
			},
		};
	},
	storage: (stage) => signedStorage(stage, '/packages/7.zip'),
};
