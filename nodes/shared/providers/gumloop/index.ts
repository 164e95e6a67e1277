import type { Provider } from '../../contract';
import { cancel } from './cancel';
import { check, create } from './check';
import { explain } from './explain';
import { createFields, createOptions } from './fields';
import { open } from './open';
import { pickers } from './pickers';
import { parse, requestFrom, type GumloopRequest } from './request';
import { signIns } from './signIns';

/** Gumloop packs files of a flow run while it sends them: what is waited for is the end of the run. */
export const gumloop: Provider<GumloopRequest> = {
	name: 'gumloop',
	displayName: 'Gumloop',
	signIns,
	fields: { create: createFields, createOptions },
	pickers,
	requestFrom,
	parse,
	create,
	check,
	open,
	cancel,
	explain,
};
