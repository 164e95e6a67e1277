import { packed, type PresetService } from './presetService';

/** Source: public client code (zenodo.org/api/records/…/files-archive), inveniordm's record links (`archive`), its REST API ("Get a record"). */
export const zenodo: PresetService = {
	signIn: 'none',
	data: {},
	fields: { record: '10875063' },
	missing: { fields: { record: '1' }, named: 'the record 1' },
	called: 'Ice cores_ depth_age.zip',
	api: (stage) => ({
		refusal: (status, message) => ({ status, message }),
		routes(app) {
			app.get('/api/records/:id', (request, reply) => {
				const { id } = request.params as { id: string };
				return id === '10875063'
					? reply.send({ id, metadata: { title: 'Ice cores: depth/age' } })
					: reply.code(404).send({ status: 404, message: 'The persistent identifier does not exist.' });
			});
			app.get('/api/records/:id/files-archive', (request, reply) => {
				const { id } = request.params as { id: string };
				if (id !== '10875063') {
					return reply.code(404).send({ status: 404, message: 'The persistent identifier does not exist.' });
				}
				return packed(stage, request, reply);
			});
		},
	}),
};
