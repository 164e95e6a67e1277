import { guarded, packed, type PresetService } from './presetService';

/** Sources: docs.rs dropbox_sdk (download_zip), public client code: the argument in a header, 409 for what is not there. */
export const dropbox: PresetService = {
	signIn: 'bearer',
	data: { token: 'sl.0sandbox0dropbox0token' },
	fields: { folder: '/Berichte/Köln' },
	api: (stage) => ({
		refusal: (_status, message) => message,
		routes(app) {
			guarded(app, ['Authorization', 'Bearer sl.0sandbox0dropbox0token'], (reply) =>
				reply.send({ error_summary: 'invalid_access_token/..', error: { '.tag': 'invalid_access_token' } }),
			);
			app.post('/2/files/download_zip', (request, reply) => {
				const argument = String(request.headers['dropbox-api-arg']);
				if (request.body !== undefined || /[^\x20-\x7e]/.test(argument)) {
					return reply
						.code(400)
						.type('text/plain')
						.send('Error in call to API function "files/download_zip"');
				}
				const { path } = JSON.parse(argument) as { path: string };
				return path === '/Berichte/Köln'
					? packed(stage, request, reply)
					: reply.code(409).send({ error_summary: 'path/not_found/.', error: { '.tag': 'path' } });
			});
		},
	}),
};
