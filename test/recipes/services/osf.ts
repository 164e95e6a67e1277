import { packed, type PresetService } from './presetService';

/** Source: waterbutler.readthedocs.io (a folder with `?zip=`, what is in it with `?meta=`; a path without a slash at its end is a file). */
export const osf: PresetService = {
	signIn: 'none',
	data: {},
	fields: { project: 'ezcuj', folder: '5c8a' },
	missing: { fields: { folder: '5c8b' }, named: 'the project ezcuj, or the folder in it' },
	api: (stage) => ({
		refusal: (code, message) => ({ code, message }),
		routes(app) {
			app.get('/v1/resources/ezcuj/providers/osfstorage/5c8a/', (request, reply) =>
				'zip' in (request.query as object) ? packed(stage, request, reply) : reply.send({ data: [] }),
			);
		},
	}),
};
