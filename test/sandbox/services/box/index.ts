import { bearer } from '../../core/authorization';
import { serviceRecord } from '../../serviceRecord';
import { box as api } from './api';
import { usualBehaviour } from './behaviour';
import { boxContent } from './content';
import { BoxLinks } from './links';
import { page } from './page';
import { requests } from './requests';
import { secrets } from './secrets';
import { BOX_ITEMS, BOX_TREE, packed } from './tree';

const items: Array<{ type: 'file' | 'folder'; id: string }> = [
	{ type: 'folder', id: BOX_ITEMS.folder },
	{ type: 'file', id: BOX_ITEMS.file },
];
const developer = { authorization: bearer(secrets.developerToken) };

/** Box: the API, and the host that sends what the API gave links to. */
export const box = serviceRecord({
	origins: ['box', 'boxContent'],
	secrets: { box: secrets },
	usualBehaviour,
	start(stage) {
		const links = new BoxLinks(stage);
		return { box: api(stage, links), boxContent: boxContent(stage, links) };
	},
	credentials(origins) {
		const { clientId, clientSecret, enterpriseId } = secrets;
		const app = { baseUrl: origins.box, clientId, clientSecret };
		return {
			boxArchiveOAuth2Api: { ...app, authUrl: `${origins.box}/api/oauth2/authorize` },
			boxClientCredentialsApi: { ...app, subjectType: 'enterprise', subjectId: enterpriseId },
		};
	},
	requests,
	people: {
		box: developer,
		boxAs: { ...developer, 'as-user': secrets.asUser },
		boxAsNobody: { ...developer, 'as-user': '1' },
	},
	demo: () => ({ items }),
	files: packed(items.flatMap(({ id }) => BOX_TREE.find((item) => item.id === id) ?? [])).files,
	page,
});
