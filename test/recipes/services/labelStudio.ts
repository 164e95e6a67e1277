import { guarded, packed, type PresetService } from './presetService';

/** Source: data_export/api.py of label-studio (ExportAPI: `GET /api/projects/{id}/export?exportType=`), api.labelstud.io (`GET /api/projects/{id}/`: `title`). */
export const labelStudio: PresetService = {
	signIn: 'header',
	data: { headerName: 'Authorization', headerSecret: 'Token 0sandbox0label0studio' },
	fields: { project: '12', format: 'COCO' },
	missing: { fields: { project: '13' }, named: 'the project 13' },
	called: 'Street signs.zip',
	api: (stage) => ({
		refusal: (status, detail) => ({ status_code: status, detail }),
		routes(app) {
			guarded(app, ['Authorization', 'Token 0sandbox0label0studio'], (reply) =>
				reply.send({ status_code: 401, detail: 'Invalid token.' }),
			);
			app.get('/api/projects/12/', (_request, reply) => reply.send({ id: 12, title: 'Street signs' }));
			app.get('/api/projects/12/export', (request, reply) => {
				const { exportType } = request.query as Record<string, string>;
				// JSON is the form that is no ZIP.
				return exportType === 'COCO' ? packed(stage, request, reply) : reply.send([]);
			});
		},
	}),
};
