import type { Page } from '../../serviceRecord';

export const page: Page = {
	madeOf: 'Files and folders: `file:123`, `folder:456`, or their addresses in Box.',
	builds: 'while it sends it',
	limits:
		"At most 10,000 files in an archive, and no more bytes than your plan's upload limit. The root folder and web links can't be in it. Five archives at once for each user. Each link works once: after a broken transfer the archive is asked for again, and what is here already is passed over.",
	credentials: {
		boxArchiveOAuth2Api:
			"In the [developer console](https://app.box.com/developers/console) make a Custom App with _User Authentication (OAuth 2.0)_, put n8n's redirect address into it, allow _Read and write all files and folders stored in Box_ under _Application Scopes_ (`root_readwrite`: Box counts downloads there), and copy client ID and secret from _Configuration_. To act as other users it needs _Make API calls using the as-user header_ as well.",
		boxClientCredentialsApi:
			"A Custom App with _Server Authentication (Client Credentials Grant)_, with _Read and write all files and folders stored in Box_ under _Application Scopes_, authorized by your administrator in the admin console (_Integrations_). Its service account sees only what is shared with it. The enterprise ID is in the app's _General Settings_.",
	},
};
