import { guarded, packed, type PresetService } from './presetService';

/** Source: guides.dataverse.org, Data Access API, "Downloading All Files in a Dataset"; Native API, "Get JSON Representation of a Dataset". */
export const dataverse: PresetService = {
	signIn: 'header',
	data: { headerName: 'X-Dataverse-key', headerSecret: 'xxxxxxxx-sandbox-xxxx-dataverse' },
	fields: { dataset: 'doi:10.5072/FK2/J8SJZB', format: 'original' },
	missing: { fields: { dataset: 'doi:10.5072/FK2/NOTHERE' }, named: 'the dataset doi:10.5072/FK2/NOTHERE' },
	api: (stage) => ({
		refusal: (_status, message) => ({ status: 'ERROR', message }),
		routes(app) {
			guarded(app, ['X-Dataverse-key', 'xxxxxxxx-sandbox-xxxx-dataverse'], (reply) =>
				reply.send({ status: 'ERROR', message: 'Bad API key' }),
			);
			app.get('/api/datasets/::persistentId/', (request, reply) =>
				(request.query as { persistentId?: string }).persistentId === 'doi:10.5072/FK2/J8SJZB'
					? reply.send({ status: 'OK', data: { id: 24, latestVersion: { versionState: 'RELEASED' } } })
					: reply.code(404).send({ status: 'ERROR', message: 'Dataset with Persistent ID not found.' }),
			);
			app.get('/api/access/dataset/::persistentId/', (request, reply) => {
				const { persistentId, format } = request.query as Record<string, string>;
				if (persistentId !== 'doi:10.5072/FK2/J8SJZB' || !['original', 'archival'].includes(format)) {
					return reply.code(404).send({ status: 'ERROR', message: 'Dataset not found' });
				}
				return packed(stage, request, reply);
			});
		},
	}),
};
