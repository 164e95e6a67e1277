import type { Page } from '../../serviceRecord';

export const page: Page = {
	madeOf: 'A run: all the files that it generated.',
	builds: 'in the background',
	waitsFor: 'the archive',
	lists: 'yes',
	lifetime: 'one hour, then it is asked for again',
	limits: 'No choice of files: the archive always holds all of them.',
	credentials: {
		dataFramerApi:
			'The API key on the account page of [app.aimon.ai](https://app.aimon.ai); it begins with `sk_live_`.',
	},
};
