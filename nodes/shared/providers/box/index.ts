import type { Provider } from '../../contract';
import { explain } from './explain';
import { find } from './find';
import { createFields, createOptions } from './fields';
import { open } from './open';
import { pickers } from './pickers';
import { combine, nameOf, parse, refuseTooMany, requestFrom, split, type BoxRequest } from './request';
import { signIns } from './signIns';

/**
 * Box builds an archive while it sends it: there is no job, nothing to wait for, and nothing to clean up. So creating only
 * looks whether it is there, and downloading asks for the link and opens it at once.
 */
export const box: Provider<BoxRequest> = {
	name: 'box',
	displayName: 'Box',
	signIns,
	fields: { create: createFields, createOptions },
	pickers,
	requestFrom,
	parse,
	combine,
	split,
	find,
	create: async ({ request }) => {
		refuseTooMany(request);
		return { state: 'ready', fileName: `${request.name ?? nameOf(request)}.zip` };
	},
	check: async () => ({ state: 'ready' }),
	open,
	nothingToWaitFor:
		'Box builds an archive while it sends it, so there is nothing to wait for: Download Archive can follow Create Archive at once.',
	explain,
	// Five for a user and ten for a company (openapi.json, GET zip_downloads/{id}/content, 429).
	atOnce: 5,
};
