/** Which items become one archive together. */
import type { IExecuteFunctions } from 'n8n-workflow';
import { flag, textField } from '../base/fields';
import { Refusal } from '../base/refusal';
import { recordIn } from '../base/untrusted';
import { Breath } from '../zip/engine/eventLoopTurn';
import { providerIn } from './chosen';
import { filledInOf, nodeFields } from './nodeFields';

/** The group that an item belongs to. */
export interface ItemGroup {
	/** What its items have in common; null where all items are one group. */
	value: unknown;
	/** Why nobody knows, where an item does not say, or n8n can't work it out. */
	refusal: Error | null;
}

const OF_ALL: ItemGroup = { value: null, refusal: null };

/**
 * Whether items are put together into archives, instead of an archive for each. The field is hidden, but kept, for providers that
 * take no lists, and for archives that are there already.
 */
export function wantsGroups(context: IExecuteFunctions): boolean {
	if (context.getInputData().length === 0) return false;
	const fields = nodeFields(context, 0);
	const takesLists = providerIn(fields)?.combine !== undefined;
	const isNew = ['', 'new'].includes(textField(fields, 'archiveFrom'));
	return takesLists && isNew && flag(fields, 'combineItems');
}

/** The groups, in the order in which their first items come; all items as one where nothing tells them apart. */
export async function groupsIn(context: IExecuteFunctions): Promise<number[][]> {
	const items = context.getInputData().map((_, item) => item);
	if (!isGrouped(context)) return [items];
	const groups = new Map<string, number[]>();
	const breath = new Breath();
	for (const item of items) {
		if (breath.due) await breath.take();
		const { value, refusal } = groupOfItem(context, item);
		const key = refusal === null ? JSON.stringify(value) : `item ${item}`;
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [item]);
		else group.push(item);
	}
	return [...groups.values()];
}

/** The group of an item, by the value of an expression, or of the field that is named. */
export function groupOf(context: IExecuteFunctions, item: number): ItemGroup {
	return isGrouped(context) ? groupOfItem(context, item) : OF_ALL;
}

function groupOfItem(context: IExecuteFunctions, item: number): ItemGroup {
	if (String(givenIn(context)).startsWith('=')) {
		return groupWorkedOut(context, item);
	}
	const name = String(givenIn(context)).trim();
	const value = fieldAt(context.getInputData()[item].json, name);
	const refusal =
		value === null ? noValue(`The item has no field "${name.slice(0, 60)}" to group it by`) : null;
	return { value, refusal };
}

/** An expression that fails is its item's failure: the others have groups. */
function groupWorkedOut(context: IExecuteFunctions, item: number): ItemGroup {
	try {
		const value: unknown = nodeFields(context, item).get('groupItemsBy') ?? null;
		const refusal = value === null ? noValue('"Group Items By" gives nothing for the item') : null;
		return { value, refusal };
	} catch (cause) {
		return { value: null, refusal: cause instanceof Error ? cause : noValue(String(cause)) };
	}
}

/** Whether there is anything in the field. It is the same for all items, but for what an expression makes of it. */
function isGrouped(context: IExecuteFunctions): boolean {
	const given = givenIn(context);
	return typeof given === 'string' && given.trim() !== '' && wantsGroups(context);
}

function givenIn(context: IExecuteFunctions): unknown {
	return filledInOf(context).groupItemsBy;
}

/** A field by its own name, or by names with dots in between. */
function fieldAt(json: unknown, name: string): unknown {
	const record = recordIn(json);
	if (Object.hasOwn(record, name)) return record[name] ?? null;
	const [first, ...rest] = name.split('.');
	if (rest.length === 0 || !Object.hasOwn(record, first)) return null;
	return fieldAt(record[first], rest.join('.'));
}

function noValue(message: string): Refusal {
	return new Refusal(
		message,
		'Correct "Group Items By", or give the items that field before they come to this node.',
	);
}
