import { guarded, packed, type PresetService } from './presetService';

/**
 * Source: docs.gitlab.com, Repositories API, "Get file archive" (`sha`, `path`; a project's path is one encoded part) and "List
 * repository tree"; what it says to what is missing is in GitLab's own tests (spec/requests/api/repositories_spec.rb).
 */
export const gitlab: PresetService = {
	signIn: 'header',
	data: { headerName: 'PRIVATE-TOKEN', headerSecret: 'glpat-0sandbox0' },
	basePath: '/api/v4',
	fields: { project: 'group/project', ref: 'main' },
	missing: { fields: { ref: 'nothing' }, named: 'group/project, or the branch or folder in it' },
	api: (stage) => ({
		refusal: (_status, message) => ({ message }),
		routes(app) {
			guarded(app, ['PRIVATE-TOKEN', 'glpat-0sandbox0'], (reply) =>
				reply.send({ message: '401 Unauthorized' }),
			);
			app.get('/api/v4/projects/:project/repository/tree', (request, reply) =>
				(request.query as { ref?: string }).ref === 'main'
					? reply.send([{ name: 'README.md', type: 'blob' }])
					: reply.code(404).send({ message: '404 Tree Not Found' }),
			);
			app.get('/api/v4/projects/:project/repository/archive.zip', (request, reply) => {
				const { project } = request.params as { project: string };
				const isIt = project === 'group/project' && request.raw.url?.endsWith('?sha=main');
				return isIt
					? packed(stage, request, reply)
					: reply.code(404).send({ message: '404 Project Not Found' });
			});
		},
	}),
};
