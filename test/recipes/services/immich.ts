import { guarded, packed, type PresetService } from './presetService';

/** Source: public client code (`POST download/archive` with `assetIds`; `download/info` tells of the same what it comes to). */
export const immich: PresetService = {
	signIn: 'header',
	data: { headerName: 'x-api-key', headerSecret: '0sandbox0immich0key' },
	basePath: '/api',
	fields: { assets: 'a1b2\nc3d4' },
	missing: { fields: { assets: 'a1b2\nffff' }, named: 'all of the assets' },
	api: (stage) => ({
		refusal: (statusCode, message) => ({ message, statusCode }),
		routes(app) {
			guarded(app, ['x-api-key', '0sandbox0immich0key'], (reply) =>
				reply.send({ message: 'Invalid API key' }),
			);
			app.post('/api/download/info', (request, reply) => {
				const { assetIds } = request.body as { assetIds?: string[] };
				return assetIds?.join() === 'a1b2,c3d4'
					? reply.code(201).send({ totalSize: 12_345, archives: [{ size: 12_345, assetIds }] })
					: reply.code(400).send({ message: 'Not found or no asset.download access', statusCode: 400 });
			});
			app.post('/api/download/archive', (request, reply) => {
				const { assetIds } = request.body as { assetIds?: string[] };
				return assetIds?.join() === 'a1b2,c3d4'
					? packed(stage, request, reply)
					: reply.code(400).send({ message: 'assetIds must be an array' });
			});
		},
	}),
};
