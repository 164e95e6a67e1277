import type { Provider } from '../../contract';
import { check } from './check';
import { create } from './create';
import { cancel, remove } from './cancelAndRemove';
import { explain } from './explain';
import { createFields, createOptions, handleFrom, identifyFields, stuckAfter, waitOptions } from './fields';
import { open } from './open';
import { combine, requestFrom } from './request';
import { signIns } from './signIns';

/** Alfresco packs in the background, keeps the archive as a node for an hour or two, and never says that a job failed. */
export const alfresco: Provider = {
	name: 'alfresco',
	displayName: 'Alfresco',
	signIns,
	fields: { create: createFields, createOptions, waitOptions, identify: identifyFields },
	requestFrom,
	handleFrom,
	combine,
	create,
	check,
	open,
	cancel,
	remove,
	stuckAfter,
	explain,
};
