import { packed, type PresetService } from './presetService';

/** Source: waterbutler.readthedocs.io (a folder with `?zip=`). */
export const osf: PresetService = {
	signIn: 'none',
	data: {},
	fields: { project: 'ezcuj' },
	api: (stage) => ({
		refusal: (code, message) => ({ code, message }),
		routes(app) {
			app.get('/v1/resources/ezcuj/providers/osfstorage/', (request, reply) =>
				'zip' in (request.query as object) ? packed(stage, request, reply) : reply.send({ data: [] }),
			);
		},
	}),
};
