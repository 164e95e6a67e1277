import type { Provider } from '../../contract';
import { check } from './check';
import { create } from './create';
import { cancel, remove } from './cancelAndRemove';
import { explain } from './explain';
import { createFields, createOptions, handleFrom, identifyFields } from './fields';
import { open } from './open';
import { requestFrom } from './request';
import { signIns } from './signIns';

/** Hoody zips a directory while it sends it, or fetches a ZIP from the web onto its disk and sends that. */
export const hoody: Provider = {
	name: 'hoody',
	displayName: 'Hoody',
	signIns,
	fields: { create: createFields, createOptions, identify: identifyFields },
	requestFrom,
	handleFrom,
	create,
	check,
	open,
	cancel,
	remove,
	explain,
};
