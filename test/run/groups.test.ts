import type { IDataObject } from 'n8n-workflow';
import { groupOf, groupsIn, wantsGroups } from '../../nodes/shared/run/groups';
import { Breath } from '../../nodes/shared/zip/engine/eventLoopTurn';
import { contextWith } from './support';

/** A node with these parameters, in which expressions give what `values` says for each item. */
function context(items: IDataObject[], parameters: IDataObject, values: unknown[] = []) {
	const given: IDataObject = { provider: 'box', combineItems: true, ...parameters };
	const getNodeParameter = (name: string, item: number, fallback: unknown) => {
		if (name === 'groupItemsBy' && String(given[name]).startsWith('=')) return values[item] ?? fallback;
		return given[name] ?? fallback;
	};
	const input = items.map((json) => ({ json }));
	const bare = contextWith(input, 'stopWorkflow', { getNodeParameter });
	return { ...bare, getNode: () => ({ ...bare.getNode(), parameters: given }) } as typeof bare;
}

const orders: IDataObject[] = [
	{ customer: 'ACME', at: { town: 'Köln' }, 'a.b': 1 },
	{ customer: 'Initech', at: { town: 'Bonn' }, 'a.b': 2 },
	{ customer: 'ACME', at: { town: 'Bonn' }, 'a.b': 1 },
];

it.each<[string, IDataObject, unknown[], number[][]]>([
	['all items without a field', { groupItemsBy: '' }, [], [[0, 1, 2]]],
	['all items with blanks', { groupItemsBy: '  ' }, [], [[0, 1, 2]]],
	['all items with none given', {}, [], [[0, 1, 2]]],
	['those of a field', { groupItemsBy: 'customer' }, [], [[0, 2], [1]]],
	['those of a field in a field', { groupItemsBy: 'at.town' }, [], [[0], [1, 2]]],
	['those of a field with a dot in its name', { groupItemsBy: 'a.b' }, [], [[0, 2], [1]]],
	['those of an expression', { groupItemsBy: '={{ 1 }}' }, ['x', 'y', 'y'], [[0], [1, 2]]],
	['numbers and texts are not the same', { groupItemsBy: '={{ 1 }}' }, [1, '1', 1], [[0, 2], [1]]],
	['objects by what they hold', { groupItemsBy: '={{ 1 }}' }, [{ a: 1 }, { a: 2 }, { a: 1 }], [[0, 2], [1]]],
	['false and nothing in a text are values', { groupItemsBy: '={{ 1 }}' }, [false, '', false], [[0, 2], [1]]],
])('puts together %s', async (_what, parameters, values, groups) => {
	expect(await groupsIn(context(orders, parameters, values))).toEqual(groups);
});

it.each<[string, string, unknown[], RegExp]>([
	['no such field', 'nothing', [], /^The item has no field "nothing"/],
	['a field of Object', 'toString', [], /no field "toString"/],
	['an expression that gives nothing', '={{ $json.x }}', [null], /gives nothing for the item/],
])('an item with %s is a group of its own, which says so', async (_what, groupItemsBy, values, words) => {
	const items = context(orders, { groupItemsBy }, values);
	expect(await groupsIn(items)).toEqual([[0], [1], [2]]);
	expect(groupOf(items, 0)).toMatchObject({
		value: null,
		refusal: { message: expect.stringMatching(words) as string },
	});
});

it('says what a group has in common, and nothing where all items are one', () => {
	expect(groupOf(context(orders, { groupItemsBy: 'customer' }), 2).value).toBe('ACME');
	expect(groupOf(context(orders, {}), 2)).toEqual({ value: null, refusal: null });
});

it.each<[string, IDataObject, boolean]>([
	['where they are to be combined', {}, true],
	['not where they are not', { combineItems: false }, false],
	['not for providers that take no lists', { provider: 'dataFramer' }, false],
	['not for providers that are none', { provider: 'toString' }, false],
	['for a new archive', { archiveFrom: 'new' }, true],
	['not for one that is there', { archiveFrom: 'item' }, false],
	['not for a binary field', { archiveFrom: 'binary' }, false],
])('groups are wanted %s', (_what, parameters, wanted) => {
	expect(wantsGroups(context(orders, parameters))).toBe(wanted);
	expect(wantsGroups(context([], parameters))).toBe(false);
});

it.each([
	[true, 3],
	[false, 0],
])('others get their turn while items are put together (due: %p)', async (due, turns) => {
	jest.spyOn(Breath.prototype, 'due', 'get').mockReturnValue(due);
	const take = jest.spyOn(Breath.prototype, 'take').mockResolvedValue();
	expect(await groupsIn(context(orders, { groupItemsBy: 'customer' }))).toEqual([[0, 2], [1]]);
	expect(take).toHaveBeenCalledTimes(turns);
	jest.restoreAllMocks();
});

it.each<[string, IDataObject, unknown]>([
	['blanks around its name', { groupItemsBy: ' customer ' }, 'ACME'],
	['names in names', { groupItemsBy: 'at.in.land' }, 'DE'],
	['a name in a text', { groupItemsBy: 'at.town.0' }, null],
	['a name that ends in a dot', { groupItemsBy: 'at.' }, null],
	['a field that is null', { groupItemsBy: 'none' }, null],
])('reads a field with %s', (_what, parameters, value) => {
	const items: IDataObject[] = [{ customer: 'ACME', at: { town: 'Köln', in: { land: 'DE' } }, none: null }];
	expect(groupOf(context(items, parameters), 0).value).toBe(value);
});

it('says what to do about an item without a group', () => {
	const { refusal } = groupOf(context(orders, { groupItemsBy: 'x'.repeat(70) }), 0);
	expect(refusal).toMatchObject({
		message: `The item has no field "${'x'.repeat(60)}" to group it by`,
		description: 'Correct "Group Items By", or give the items that field before they come to this node.',
	});
});
