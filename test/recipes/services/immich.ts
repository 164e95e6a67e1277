import { guarded, packed, type PresetService } from './presetService';

/** Source: public client code (`POST download/archive` with `assetIds`). */
export const immich: PresetService = {
	signIn: 'header',
	data: { headerName: 'x-api-key', headerSecret: '0sandbox0immich0key' },
	basePath: '/api',
	fields: { assets: 'a1b2\nc3d4' },
	api: (stage) => ({
		refusal: (statusCode, message) => ({ message, statusCode }),
		routes(app) {
			guarded(app, ['x-api-key', '0sandbox0immich0key'], (reply) =>
				reply.send({ message: 'Invalid API key' }),
			);
			app.post('/api/download/archive', (request, reply) => {
				const { assetIds } = request.body as { assetIds?: string[] };
				return assetIds?.join() === 'a1b2,c3d4'
					? packed(stage, request, reply)
					: reply.code(400).send({ message: 'assetIds must be an array' });
			});
		},
	}),
};
