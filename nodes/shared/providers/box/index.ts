import type { Provider } from '../../contract';
import { newHandle } from '../../base/handle';
import { explain } from './explain';
import { createFields, createOptions } from './fields';
import { open } from './open';
import { combine, parseRequest, refuseTooMany, requestFrom, split } from './request';
import { signIns } from './signIns';

/**
 * Box builds an archive while it sends it: there is no job, nothing to wait for, and nothing to clean up. So creating only
 * notes what is wanted, and downloading asks for the link and opens it at once.
 */
export const box: Provider = {
	name: 'box',
	displayName: 'Box',
	signIns,
	fields: { create: createFields, createOptions },
	requestFrom,
	combine,
	split,
	create: async (_api, request) => {
		const wanted = parseRequest(request);
		refuseTooMany(wanted);
		const fileName = wanted.name === undefined ? null : `${wanted.name}.zip`;
		return newHandle({
			provider: 'box',
			state: 'ready',
			fileName,
			createdAt: new Date().toISOString(),
			request,
		});
	},
	check: async (_api, handle) => {
		parseRequest(handle.request);
		return { handle: { ...handle, state: 'ready' }, retryAfter: null };
	},
	open: async (api, handle) => open(api, handle),
	nothingToWaitFor:
		'Box builds an archive while it sends it, so there is nothing to wait for: Download Archive can follow Create Archive at once.',
	explain,
};
