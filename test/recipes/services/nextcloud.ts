import { guarded, packed, type PresetService } from './presetService';

const LOGIN = `Basic ${Buffer.from('ada:app-pass-word').toString('base64')}`;

/** Sources: ZipFolderPlugin.php of Nextcloud's server (apps/dav/lib/Connector/Sabre); its manual, "Basic APIs" (PROPFIND). */
export const nextcloud: PresetService = {
	signIn: 'basic',
	data: { user: 'ada', password: 'app-pass-word' },
	fields: { user: 'ada', folder: '/Berichte/Köln & Bonn/' },
	missing: { fields: { folder: 'Berichte/Mainz' }, named: 'the folder Berichte/Mainz of ada' },
	api: (stage) => ({
		refusal: (_status, message) =>
			`<?xml version="1.0"?><d:error><s:message>${message}</s:message></d:error>`,
		routes(app) {
			guarded(app, ['Authorization', LOGIN], (reply) => reply.type('application/xml').send('<d:error/>'));
			app.addHttpMethod('PROPFIND');
			app.route({
				method: 'PROPFIND',
				url: '/remote.php/dav/files/ada/*',
				handler: (request, reply) => {
					const { '*': path } = request.params as { '*': string };
					const isThere = path === 'Berichte/Köln & Bonn' && request.headers.depth === '0';
					return reply
						.code(isThere ? 207 : 404)
						.type('application/xml; charset=utf-8')
						.send(isThere ? '<?xml version="1.0"?><d:multistatus xmlns:d="DAV:"/>' : '<d:error/>');
				},
			});
			app.get('/remote.php/dav/files/ada/*', (request, reply) => {
				const { '*': path } = request.params as { '*': string };
				if (path !== 'Berichte/Köln & Bonn') {
					return reply.code(404).type('application/xml').send('<d:error/>');
				}
				// Who asks for no ZIP, and every server before 31, gets a page with status 200.
				const wantsZip = (request.headers.accept ?? '')
					.split(',')
					.some((type) => type.trim() === 'application/zip');
				return wantsZip
					? packed(stage, request, reply)
					: reply
							.type('text/html')
							.send('This is the WebDAV interface. It can only be accessed by WebDAV clients.');
			});
		},
	}),
};
