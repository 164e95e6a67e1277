import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { flag } from '../base/fields';
import { newHandle, parseHandle } from '../base/handle';
import { groupOf } from './groups';
import { nodeFields } from './nodeFields';

/** Fields of a handle. They belong to the archive, not to the user. */
const OF_HANDLES = new Set(Object.keys(newHandle({ provider: '', state: 'ready', request: {} })));

/**
 * The fields of the input item that an output is to keep; null where there are none to keep: they are not wanted, or the
 * output stands for several items. Of a handle, which says what the output says again, only what stands beside it is kept.
 * An output for a group says which.
 */
export function inputFields(context: IExecuteFunctions, items: readonly number[]): IDataObject | null {
	const kept = fieldsOf(context, items);
	const group = items.length === 0 ? null : groupOf(context, items[0]).value;
	return group === null ? kept : { ...kept, group: group as IDataObject[string] };
}

function fieldsOf(context: IExecuteFunctions, items: readonly number[]): IDataObject | null {
	const [item] = items;
	if (items.length !== 1 || !flag(nodeFields(context, item), 'includeInputFields')) return null;
	const { json } = context.getInputData()[item];
	if ('reason' in parseHandle(json)) return json;
	return Object.fromEntries(Object.entries(json).filter(([name]) => !OF_HANDLES.has(name)));
}

/** The output's own fields, above those that are kept. */
export function above(kept: IDataObject | null, own: IDataObject): IDataObject {
	return kept === null ? own : { ...kept, ...own };
}
