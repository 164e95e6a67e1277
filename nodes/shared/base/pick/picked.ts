import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';
import type { ForeignValue } from '../../contract/api';
import { entriesIn, unwrapped } from '../list';
import { recordIn, recordsIn } from '../untrusted';

/** Entry of the collection, and the field in it. */
const ENTRY = 'picked';

/** A field in which one thing is picked, entered, or named by its address. The first mode is the preset. */
export function pickField(
	field: Pick<INodeProperties, 'displayName' | 'name' | 'description' | 'hint' | 'required' | 'typeOptions'>,
	modes: INodePropertyMode[],
): INodeProperties {
	return { ...field, type: 'resourceLocator', default: { mode: modes[0].name, value: '' }, modes };
}

/** A field in which further things are picked, one after the other. @param one what a single one is called */
export function moreField(
	field: Pick<INodeProperties, 'displayName' | 'name' | 'description'>,
	one: string,
	modes: INodePropertyMode[],
): INodeProperties {
	return {
		...field,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: `Add ${one}`,
		default: {},
		options: [
			{ displayName: one, name: ENTRY, values: [pickField({ displayName: one, name: ENTRY }, modes)] },
		],
	};
}

/** What was picked in such a field. */
export function pickedIn(value: ForeignValue): unknown[] {
	return recordsIn(recordIn(value)[ENTRY]).flatMap((entry) => entriesIn(unwrapped(entry[ENTRY])));
}
