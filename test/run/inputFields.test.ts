import type { IDataObject } from 'n8n-workflow';
import { newHandle } from '../../nodes/shared/base/handle';
import { above, inputFields } from '../../nodes/shared/run/inputFields';
import { contextWith } from './support';

const handle = newHandle({ provider: 'box', state: 'ready', request: { items: [] } });

function kept(json: IDataObject, wanted: unknown = true, items = [0]): IDataObject | null {
	const options = { includeInputFields: wanted };
	const getNodeParameter = (name: string, _item: number, fallback: unknown) =>
		name === 'options' ? options : fallback;
	const input = [{ json }, { json: { other: true } }];
	return inputFields(contextWith(input, 'stopWorkflow', { getNodeParameter }), items);
}

it.each<[string, IDataObject, IDataObject]>([
	['fields of the user', { customer: 'ACME', state: 'Bavaria' }, { customer: 'ACME', state: 'Bavaria' }],
	['what stands beside a handle', { customer: 'ACME', ...handle }, { customer: 'ACME' }],
	['nothing of a handle', { ...handle }, {}],
	['an empty item', {}, {}],
])('keeps %s', (_what, json, expected) => {
	expect(kept(json)).toEqual(expected);
});

it.each<[string, unknown, number[]]>([
	['when it is not wanted', false, [0]],
	['when nobody said so', null, [0]],
	['for something else than yes', 'true', [0]],
	['for an output of several items', true, [0, 1]],
	['for an output of no item', true, []],
])('keeps nothing %s', (_what, wanted, items) => {
	expect(kept({ customer: 'ACME' }, wanted, items)).toBeNull();
});

it('the own fields of an output count', () => {
	const own = { path: 'a.txt', size: 1 };
	expect(above({ customer: 'ACME', path: 'x' }, own)).toEqual({ customer: 'ACME', path: 'a.txt', size: 1 });
	expect(above(null, own)).toBe(own);
});

it.each<[string, IDataObject, unknown, number[], IDataObject | null]>([
	['which group an output is of', {}, false, [0, 2], { group: 'ACME' }],
	['nothing of a group for an output of no item', {}, false, [], null],
	['the fields of an only item and its group', {}, true, [1], { customer: 'Initech', group: 'Initech' }],
	['nothing where items are put together without groups', { groupItemsBy: '' }, false, [0, 2], null],
])('tells %s', (_what, more, includeInputFields, items, expected) => {
	const parameters: IDataObject = {
		provider: 'box',
		combineItems: true,
		groupItemsBy: 'customer',
		options: { includeInputFields },
		...more,
	};
	const input = ['ACME', 'Initech', 'ACME'].map((customer) => ({ json: { customer } }));
	const bare = contextWith(input, 'stopWorkflow', {
		getNodeParameter: (name: string, _item: number, fallback: unknown) => parameters[name] ?? fallback,
	});
	const context = { ...bare, getNode: () => ({ ...bare.getNode(), parameters }) } as typeof bare;
	expect(inputFields(context, items)).toEqual(expected);
});
