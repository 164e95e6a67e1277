import type { Provider } from '../../contract';
import { wordsIn } from './callKit';
import { check } from './check';
import { create } from './create';
import { cancel, remove } from './cancelAndRemove';
import { explain } from './explain';
import { find } from './find';
import { createFields, createOptions, identified, identifyFields } from './fields';
import { open } from './open';
import { pickers } from './pickers';
import { parse, requestFrom, type HoodyRequest } from './request';
import { signIns } from './signIns';

/** Hoody zips a directory while it sends it, or fetches a ZIP from the web onto its disk and sends that. */
export const hoody: Provider<HoodyRequest> = {
	name: 'hoody',
	displayName: 'Hoody',
	signIns,
	fields: { create: createFields, createOptions, identify: identifyFields },
	pickers,
	requestFrom,
	parse,
	identified,
	find,
	create,
	check,
	open,
	cancel,
	remove,
	explain,
	wordsIn,
	secretLike: /hdy_[\w-]+/,
	// Ten fetches and unpackings side by side (SKILL-HTTP, files.md: 429).
	atOnce: 10,
};
