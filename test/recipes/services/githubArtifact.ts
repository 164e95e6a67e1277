import { guarded, signedStorage, type PresetService } from './presetService';

/** Source: docs.github.com, "Download an artifact": 302 to a link that lives for a minute; "Get an artifact": `name`, `expired`. */
export const githubArtifact: PresetService = {
	signIn: 'bearer',
	data: { token: 'github_pat_0sandbox0' },
	fields: { owner: 'octocat', repository: 'hello-world', artifact: '11' },
	missing: { fields: { artifact: '12' }, named: 'the artifact 12 of octocat/hello-world' },
	called: 'Rails.zip',
	api: (stage) => ({
		refusal: (_status, message) => ({ message, documentation_url: 'https://docs.github.com/rest' }),
		routes(app) {
			guarded(app, ['Authorization', 'Bearer github_pat_0sandbox0'], (reply) =>
				reply.send({ message: 'Bad credentials' }),
			);
			app.get('/repos/octocat/hello-world/actions/artifacts/11', (_request, reply) =>
				reply.send({ id: 11, name: 'Rails', size_in_bytes: 556, expired: false }),
			);
			app.get('/repos/octocat/hello-world/actions/artifacts/11/zip', (_request, reply) =>
				reply.redirect(`${stage.origins.storage}/archive.zip?sig=one`, 302),
			);
		},
	}),
	redirects: true,
	storage: (stage) => signedStorage(stage, '/archive.zip'),
};
