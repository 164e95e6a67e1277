import { guarded, signedStorage, type PresetService } from './presetService';

/** Source: docs.github.com, "Download a repository archive (zip)": 302 to codeload. */
export const github: PresetService = {
	signIn: 'bearer',
	data: { token: 'github_pat_0sandbox0' },
	fields: { owner: 'octocat', repository: 'hello-world', ref: 'feature/x' },
	api: (stage) => ({
		refusal: (_status, message) => ({ message, documentation_url: 'https://docs.github.com/rest' }),
		routes(app) {
			guarded(app, ['Authorization', 'Bearer github_pat_0sandbox0'], (reply) =>
				reply.send({ message: 'Bad credentials' }),
			);
			app.get('/repos/octocat/hello-world/zipball/feature/x', (_request, reply) =>
				reply.redirect(`${stage.origins.storage}/archive.zip?sig=one`, 302),
			);
		},
	}),
	storage: (stage) => signedStorage(stage, '/archive.zip'),
};
