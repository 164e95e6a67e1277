import { guarded, packed, type PresetService } from './presetService';

/**
 * Sources: serialisers.py (BulkDownloadSerializer, DocumentListSerializer), views.py (BulkDownloadView, SelectionDataView) of
 * paperless-ngx.
 */
export const paperlessNgx: PresetService = {
	signIn: 'header',
	data: { headerName: 'Authorization', headerSecret: 'Token 0sandbox0paperless0token' },
	fields: { documents: '12\n 13', content: 'originals' },
	missing: { fields: { documents: '12\n14' }, named: 'all of the documents' },
	api: (stage) => ({
		refusal: (_status, detail) => ({ detail }),
		routes(app) {
			guarded(app, ['Authorization', 'Token 0sandbox0paperless0token'], (reply) =>
				reply.send({ detail: 'Invalid token.' }),
			);
			app.post('/api/documents/selection_data/', (request, reply) => {
				const { documents } = request.body as { documents?: number[] };
				return documents?.join() === '12,13'
					? reply.send({ selected_tags: [], selected_correspondents: [] })
					: reply
							.code(400)
							.send({ documents: ["Some documents in documents don't exist or were specified twice."] });
			});
			// Django: the address without the slash at its end is not this one.
			app.post('/api/documents/bulk_download/', (request, reply) => {
				const { documents, content } = request.body as { documents: unknown; content: unknown };
				const isList = Array.isArray(documents) && documents.every((id) => Number.isInteger(id));
				if (!isList) return reply.code(400).send({ documents: ['A valid integer is required.'] });
				if (!['archive', 'originals', 'both'].includes(String(content))) {
					return reply.code(400).send({ content: [`"${String(content)}" is not a valid choice.`] });
				}
				return packed(stage, request, reply);
			});
		},
	}),
};
