import type { NeededRequests } from '../../serviceRecord';
import { BOX_ITEMS } from './tree';

const TOKEN = 'POST box/oauth2/token';
const LINK = 'POST box/2.0/zip_downloads';
const REST = ['GET boxContent/2.0/zip_downloads/ID/content', 'GET box/2.0/zip_downloads/ID/status'];
const one = [TOKEN, LINK, ...REST];

/** Nobody but Create Archive would tell that something is missing before Download Archive: it looks. One node need not. */
export const requests: NeededRequests[] = [
	{
		what: 'a folder',
		create: { boxItems: `folder:${BOX_ITEMS.folder}` },
		three: [TOKEN, `GET box/2.0/folders/${BOX_ITEMS.folder}`, LINK, ...REST],
		one,
	},
	{ what: 'several items', three: [TOKEN, LINK, LINK, ...REST], one },
];
