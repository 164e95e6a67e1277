import type { INodePropertyMode } from 'n8n-workflow';

/** "From List". @param picker the entry in the provider's `pickers` that fills it */
export function fromList(picker: string): INodePropertyMode {
	const typeOptions = { searchListMethod: picker, searchable: true };
	return mode('list', 'From List', { type: 'list', typeOptions });
}

/** What "By URL" understands. */
export interface Address {
	placeholder: string;
	/** Which address is meant, for people. */
	hint: string;
	/** Finds the id: begins with `^\s*` (people paste space along), has one group, and is linear, since n8n tries it at each key. */
	id: RegExp;
	/** What every address of the kind begins with, where not all of them show the id where `id` looks for it. */
	any?: RegExp;
	/** What the panel says of anything else: a sentence that begins with "Not". */
	otherwise: string;
}

/** "By URL": the panel says at once what is no such address, and the field gives the id in it. */
export function byUrl({ placeholder, hint, id, any = id, otherwise }: Address): INodePropertyMode {
	return mode('url', 'By URL', {
		type: 'string',
		placeholder: `e.g. ${placeholder}`,
		hint,
		extractValue: { type: 'regex', regex: id.source },
		validation: [
			// n8n puts a `$` behind it. What follows the id may be anything.
			{ type: 'regex', properties: { regex: `${any.source}[^]*`, errorMessage: otherwise } },
		],
	});
}

/** "By ID", or by whatever else people type in. */
export function byText(name: string, label: string, placeholder: string, hint?: string): INodePropertyMode {
	return mode(name, `By ${label}`, {
		type: 'string',
		placeholder: `e.g. ${placeholder}`,
		...(hint === undefined ? {} : { hint }),
	});
}

/** What one chooses between in front of the field. */
function mode(
	name: string,
	displayName: string,
	more: Omit<INodePropertyMode, 'name' | 'displayName'>,
): INodePropertyMode {
	return { name, displayName, ...more };
}
