import { guarded, packed, worker, type PresetService } from './presetService';

/**
 * Sources: cvat-sdk (core/downloading.py: 202, `rq_id`, `result_url`, which is asked for with the credential), cvat's own
 * redis_handler (states, `message`, what can be cancelled), docs.cvat.ai (access tokens as Bearer).
 */
export const cvat: PresetService = {
	signIn: 'bearer',
	data: { token: '0sandbox0cvat0token' },
	basePath: '/api',
	fields: { of: 'projects/7', format: 'COCO 1.0', images: 'true' },
	api(stage) {
		const work = worker(stage);
		const rqId = 'action=export&target=project&target_id=7&user_id=1&format=COCO_1~0&subresource=dataset';
		return {
			refusal: (_status, detail) => ({ detail }),
			routes(app) {
				guarded(app, ['Authorization', 'Bearer 0sandbox0cvat0token'], (reply) =>
					reply.send({ detail: 'Invalid access token' }),
				);
				app.post('/api/projects/7/dataset/export', (request, reply) => {
					const { format, save_images } = request.query as Record<string, string>;
					if (format !== 'COCO 1.0')
						return reply.code(400).send(['Unknown format specified for the request']);
					return reply.code(save_images === 'true' ? 202 : 400).send({ rq_id: rqId });
				});
				app.get('/api/requests/:id', (request, reply) => {
					if ((request.params as { id: string }).id !== rqId)
						return reply.code(404).type('text/html').send('There is no request with specified id');
					const isDone = work.isDone();
					return reply.send({
						id: rqId,
						status: isDone ? 'finished' : 'started',
						message: '',
						progress: 0,
						result_url: isDone ? 'http://localhost/api/projects/7/dataset/download' : null,
					});
				});
				app.post('/api/requests/:id/cancel', (_request, reply) => reply.code(200).send());
				app.get('/api/projects/7/dataset/download', (request, reply) =>
					(request.query as { rq_id?: string }).rq_id === rqId
						? packed(stage, request, reply)
						: reply.code(400).send(['Unknown export request id']),
				);
			},
		};
	},
};
