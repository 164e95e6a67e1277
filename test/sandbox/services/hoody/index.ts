import { serviceRecord } from '../../serviceRecord';
import { SAMPLE_FILES } from '../../fixtures/files';
import { remote, REMOTE_PATH } from '../remote';
import { hoody as kit } from './api';
import { usualBehaviour } from './behaviour';
import { page } from './page';
import { requests } from './requests';
import { secrets } from './secrets';
import { HOODY_FOLDERS } from './volume';

const { token, user, password, headerName, headerValue } = secrets;

/** Hoody: a container's files kit, and somebody else's server for it to fetch from. */
export const hoody = serviceRecord({
	origins: ['hoody', 'remote'],
	secrets: { hoody: secrets },
	usualBehaviour,
	start: (stage) => ({ hoody: kit(stage), remote: remote(stage) }),
	credentials(origins) {
		const container = { baseUrl: origins.hoody };
		return {
			hoodyApi: container,
			hoodyBasicAuthApi: { ...container, user, password },
			hoodyBearerApi: { ...container, token },
			hoodyHeaderAuthApi: { ...container, headerName, headerSecret: headerValue },
		};
	},
	asksFor: {
		hoodyBasicAuthApi: { gate: 'basic' },
		hoodyBearerApi: { gate: 'bearer' },
		hoodyHeaderAuthApi: { gate: 'header' },
	},
	requests,
	people: {},
	// The same files come from zipping the folder and from fetching the address.
	demo: (origins) => ({
		zipFolder: HOODY_FOLDERS.project,
		downloadFolder: HOODY_FOLDERS.downloads,
		url: origins.remote + encodeURI(REMOTE_PATH),
		fileName: 'monthly export.zip',
	}),
	files: SAMPLE_FILES,
	page,
});
