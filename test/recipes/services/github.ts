import { guarded, signedStorage, type PresetService } from './presetService';

/** Source: docs.github.com, "Download a repository archive (zip)": 302 to codeload; "Get a commit": 404, or 422 for no such ref. */
export const github: PresetService = {
	signIn: 'bearer',
	data: { token: 'github_pat_0sandbox0' },
	fields: { owner: 'octocat', repository: 'hello-world', ref: 'feature/x' },
	missing: { fields: { ref: 'no/such' }, named: 'no/such in octocat/hello-world' },
	api: (stage) => ({
		refusal: (_status, message) => ({ message, documentation_url: 'https://docs.github.com/rest' }),
		routes(app) {
			guarded(app, ['Authorization', 'Bearer github_pat_0sandbox0'], (reply) =>
				reply.send({ message: 'Bad credentials' }),
			);
			app.get('/repos/octocat/hello-world/commits/*', (request, reply) => {
				const { '*': ref } = request.params as { '*': string };
				return ref === 'feature/x'
					? reply.send({ sha: '6dcb09b5b57875f334f61aebed695e2e4193db5e', files: [{}] })
					: reply.code(422).send({ message: `No commit found for SHA: ${ref}`, status: '422' });
			});
			app.get('/repos/octocat/hello-world/zipball/feature/x', (_request, reply) =>
				reply.redirect(`${stage.origins.storage}/archive.zip?sig=one`, 302),
			);
		},
	}),
	redirects: true,
	storage: (stage) => signedStorage(stage, '/archive.zip'),
};
