import { guarded, serveBytes, worker, type PresetService } from './presetService';

const LOGIN = `Basic ${Buffer.from('ada:gbif-pass-word').toString('base64')}`;

/**
 * Sources: techdocs.gbif.org, "API Downloads" (the request, its formats and predicates; only it is signed in, the calls for the state and
 * for the ZIP are not, and the latter is made with `--location`); DownloadResource.java of gbif/occurrence (the answer is the key as
 * text/plain; without `creator` it is who signs in; the DELETE is signed in and answers with nothing; pieces); Download.java of
 * gbif/gbif-api (states, `downloadLink`, `size`); kartoza/bims issue 4624 (status 420 and its words, a limit of three). That the ZIP
 * lies on occurrence-download.gbif.org: public clients. Guesses: what a refused sign-in and a refused predicate say.
 */
export const gbif: PresetService = {
	signIn: 'basic',
	data: { user: 'ada', password: 'gbif-pass-word' },
	basePath: '/v1',
	fields: { taxa: '212\n359', format: 'SIMPLE_CSV' },
	api(stage) {
		const work = worker(stage);
		const key = '0001005-130906152512535';
		const downloads = '/v1/occurrence/download';
		return {
			refusal: (_status, message) => message,
			routes(app) {
				void app.register((signedIn, _options, done) => {
					guarded(signedIn, ['Authorization', LOGIN], (reply) => reply.send({ message: 'Unauthorized' }));
					signedIn.post(`${downloads}/request`, (request, reply) => {
						const { format, predicate } = request.body as { format?: string; predicate?: object };
						const taxa = { type: 'in', key: 'TAXON_KEY', values: ['212', '359'] };
						const isFine = format === 'SIMPLE_CSV' && JSON.stringify(predicate) === JSON.stringify(taxa);
						reply.code(isFine ? 200 : 400).type('text/plain');
						return reply.send(isFine ? key : 'A predicate must be specified.');
					});
					signedIn.delete(`${downloads}/request/${key}`, (_request, reply) => reply.send());
					done();
				});
				app.get(`${downloads}/${key}`, () => ({
					key,
					doi: '10.15468/dl.sandbox',
					request: { predicate: { type: 'in' }, creator: 'ada', format: 'SIMPLE_CSV' },
					status: work.isDone() ? 'SUCCEEDED' : 'RUNNING',
					downloadLink: `https://api.gbif.org/v1/occurrence/download/request/${key}.zip`,
					size: 0,
					totalRecords: 0,
				}));
				app.get(`${downloads}/request/${key}.zip`, (_request, reply) =>
					reply.redirect(`${stage.origins.storage}/occurrence/download/request/${key}.zip`),
				);
			},
		};
	},
	redirects: true,
	isPublic: true,
	storage: (stage) => ({
		refusal: (_status, message) => message,
		routes(app) {
			app.get('/occurrence/download/request/:file', (request, reply) =>
				serveBytes(request, reply, stage.archive, { type: 'application/octet-stream', ranges: true }),
			);
		},
	}),
};
