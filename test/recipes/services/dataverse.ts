import { guarded, packed, type PresetService } from './presetService';

/** Source: guides.dataverse.org, Data Access API, "Downloading All Files in a Dataset". */
export const dataverse: PresetService = {
	signIn: 'header',
	data: { headerName: 'X-Dataverse-key', headerSecret: 'xxxxxxxx-sandbox-xxxx-dataverse' },
	fields: { dataset: 'doi:10.5072/FK2/J8SJZB', format: 'original' },
	api: (stage) => ({
		refusal: (_status, message) => ({ status: 'ERROR', message }),
		routes(app) {
			guarded(app, ['X-Dataverse-key', 'xxxxxxxx-sandbox-xxxx-dataverse'], (reply) =>
				reply.send({ status: 'ERROR', message: 'Bad API key' }),
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
