import type { IBinaryData, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { requiredText, type Fields } from '../../shared/base/fields';
import { recordIn } from '../../shared/base/untrusted';
import type { ForeignValue } from '../../shared/contract/api';
import { Refusal } from '../../shared/base/refusal';
import { quote } from '../../shared/zip/format/refused';

const DEFAULT_FIELD = 'data';
/** Names of fields that a message tells. */
const MOST_NAMES = 10;

/** Which field of the input item holds the ZIP. */
export const inputField: INodeProperties = {
	displayName: 'Input Binary Field',
	name: 'inputField',
	type: 'string',
	default: DEFAULT_FIELD,
	required: true,
	placeholder: 'e.g. data',
	hint: 'The name of the input field with the ZIP in it',
	description:
		'The binary field of the input item that holds the ZIP, as a webhook, a mail, a bucket or HTTP Request gave it',
};

/** A ZIP that is in n8n already. */
export interface InputZip {
	/** Name of its field. */
	name: string;
	data: IBinaryData;
}

/** The ZIP in the input item. @throws Refusal when there is no such field */
export function zipIn(context: IExecuteFunctions, fields: Fields, itemIndex: number): InputZip {
	const name = requiredText(fields, 'inputField', 'Input Binary Field');
	const data = fieldOf(context, itemIndex, name);
	if (data !== undefined) return { name, data };
	const names = Object.entries(context.getInputData()[itemIndex].binary ?? {}).flatMap(([one, binary]) =>
		isFile(binary) ? one : [],
	);
	throw new Refusal(`The item has no binary field ${quote(name)}`, wayOut(names));
}

/** Code may put anything there: a Buffer has become a list of numbers by now, and what was not set is null. */
const isFile = (binary: ForeignValue): boolean => typeof recordIn(binary).data === 'string';

/**
 * n8n finds it: in the item's binary data, or, where a workflow keeps these with the rest, in its JSON. Of a name such as
 * "constructor" it gives what every object has.
 */
function fieldOf(context: IExecuteFunctions, itemIndex: number, name: string): IBinaryData | undefined {
	try {
		const found = context.helpers.assertBinaryData(itemIndex, name);
		return isFile(found) ? found : undefined;
	} catch {
		return undefined;
	}
}

function wayOut(names: string[]): string {
	if (names.length === 0)
		return 'It has no binary data at all. Connect this node to one that gives out a file, and see that no node in between drops it.';
	const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
	const all = names.slice(0, MOST_NAMES).map(quote).join(', ');
	return names.length === 1
		? `It has ${all}. Enter that name in "Input Binary Field".`
		: `It has ${all}${more}. Enter one of these names in "Input Binary Field"; for all of them, put a Split Out node before this one.`;
}
