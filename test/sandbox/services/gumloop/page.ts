import type { Page } from '../../serviceRecord';

export const page: Page = {
	madeOf: 'A flow run, and the names of the files that it made: typed, or read from its outputs.',
	builds: 'at once',
	waitsFor: 'the end of the flow run',
	cancels: 'the flow run',
	lifetime: "while Gumloop keeps the run's files",
	limits: "Nothing lists the files of a run. Their names come from the run's outputs, or from you.",
	credentials: {
		gumloopApi: "Your personal API key and your user ID, both in Gumloop's settings. Keys need the Pro plan.",
		gumloopTeamApi: "A team API key, the ID of a member to act as, and the team's ID.",
		gumloopOAuth2Api:
			'A client ID, which Gumloop gives out on request. There is no secret: PKCE takes its place.',
	},
};
