import { guarded, packed, worker, type PresetService } from './presetService';

/** Source: qualtRics and other clients (`progressId`, `fileId`; null until the status is `complete`). */
export const qualtrics: PresetService = {
	signIn: 'header',
	data: { headerName: 'X-API-TOKEN', headerSecret: '0sandbox0qual0token' },
	basePath: '/API/v3',
	fields: { survey: 'SV_0abc123', format: 'csv' },
	api(stage) {
		const work = worker(stage);
		const exports = '/API/v3/surveys/SV_0abc123/export-responses';
		const meta = { httpStatus: '200 - OK', requestId: 'sandbox' };
		return {
			refusal: (status, errorMessage) => ({ meta: { httpStatus: String(status), error: { errorMessage } } }),
			routes(app) {
				guarded(app, ['X-API-TOKEN', '0sandbox0qual0token'], (reply) =>
					reply.send({ meta: { httpStatus: '401 - Unauthorized', error: { errorMessage: 'Unrecognized' } } }),
				);
				app.post(exports, (request, reply) => {
					if ((request.body as { format?: string }).format !== 'csv') return reply.code(400).send({ meta });
					return reply.send({
						result: { progressId: 'ES_1', percentComplete: 0, status: 'inProgress' },
						meta,
					});
				});
				app.get(`${exports}/ES_1`, () => {
					const isDone = work.isDone();
					const fileId = isDone ? '6b-file' : null;
					const percentComplete = isDone ? 100 : work.share() * 100;
					return { result: { fileId, percentComplete, status: isDone ? 'complete' : 'inProgress' }, meta };
				});
				app.get(`${exports}/6b-file/file`, (request, reply) => packed(stage, request, reply));
			},
		};
	},
};
