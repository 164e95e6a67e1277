import type { Provider } from '../../contract';
import { check } from './check';
import { create } from './create';
import { cancel, remove } from './cancelAndRemove';
import { explain, wordsIn } from './explain';
import { createFields, createOptions, identified, identifyFields, stuckAfter, waitOptions } from './fields';
import { open } from './open';
import { pickers } from './pick';
import { combine, parse, requestFrom, type AlfrescoRequest } from './request';
import { signIns } from './signIns';

/** Alfresco packs in the background, keeps the archive as a node for an hour or two, and never says that a job failed. */
export const alfresco: Provider<AlfrescoRequest> = {
	name: 'alfresco',
	displayName: 'Alfresco',
	wasPreset: true,
	signIns,
	fields: { create: createFields, createOptions, waitOptions, identify: identifyFields },
	pickers,
	requestFrom,
	parse,
	identified,
	combine,
	create,
	check,
	open,
	cancel,
	remove,
	stuckAfter,
	explain,
	wordsIn,
	secretLike: /TICKET_[\w.-]+/,
};
