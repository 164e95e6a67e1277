import type { Page } from '../../serviceRecord';

const GATE =
	'The same address, and what its gate asks for: a token, a user and password, or a header of its own.';

export const page: Page = {
	madeOf: 'A directory as a ZIP, or an address whose file the server fetches into a directory first.',
	builds: 'while it sends it, or fetches it in the background',
	waitsFor: 'the fetching',
	progress: 'bytes',
	cancels: 'on newer servers',
	deletes: 'files',
	lists: 'files',
	lifetime: 'while the file exists',
	limits:
		'The container opens the remote address, not n8n; it has to be reachable from there, and the server started with `--allow-download`, or `--allow-archive` for directories.',
	credentials: {
		hoodyApi:
			"The address of the container's files kit. By default it is all that is needed, so it is kept like a password.",
		hoodyBasicAuthApi: GATE,
		hoodyBearerApi: GATE,
		hoodyHeaderAuthApi: GATE,
	},
};
