import type { Page } from '../../serviceRecord';

export const page: Page = {
	madeOf: 'IDs of files and folders. Folders come with all that is in them.',
	builds: 'in the background',
	waitsFor: 'the archive',
	progress: 'files and bytes',
	lists: 'yes',
	lifetime: 'one or two hours',
	limits:
		'About 2 GiB of content by default; the administrator can change that. It never says that a job failed: a job without progress counts as dead after _Stuck After_. Two files or folders of the same name end up under the same path: ask for their folders instead.',
	credentials: {
		alfrescoBasicApi:
			"The server's address (`https://alfresco.example.com`, without `/share`), your user name and password.",
		alfrescoTicketApi:
			'As for Alfresco Basic API. The password is sent once for each ticket, not with every request.',
		alfrescoOAuth2Api:
			"With the Identity Service (Keycloak): the administrator makes a client with n8n's redirect address, and tells you the realm's two addresses and the client ID.",
	},
};
