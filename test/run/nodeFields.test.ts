import type { IExecuteFunctions } from 'n8n-workflow';
import { nodeFields } from '../../nodes/shared/run/nodeFields';
import { contextWith } from './support';

type Asked = [name: string, item: number, fallback: unknown, settings?: object];

/** A node whose fields are filled in so; a field that is hidden or not there gives what it is asked for instead. */
function fieldsOf(values: Record<string, unknown>, item = 3) {
	const asked: Asked[] = [];
	const context: IExecuteFunctions = contextWith([], 'stopWorkflow', {
		getNodeParameter(...call: Asked) {
			asked.push(call);
			const [name, , fallback, settings] = call;
			if (fallback === undefined && !(name in values)) throw new Error('n8n finds no such parameter');
			const value = name in values ? values[name] : fallback;
			return settings === undefined ? value : `${(value as { value: string }).value}, cut out`;
		},
	});
	return { fields: nodeFields(context, item), asked };
}

it.each<[string, Record<string, unknown>, unknown, unknown]>([
	['a field', { name: 'a' }, 'b', 'a'],
	['an empty field', { name: '' }, 'b', ''],
	['zero', { name: 0 }, 1, 0],
	['a switch that is off', { name: false }, true, false],
	['an object', { name: { a: 1 } }, 'b', { a: 1 }],
	['an entry of Options', { options: { name: 'a' } }, 'b', 'a'],
	['an empty entry', { options: { name: '' } }, 'b', ''],
	['an entry that was not set', { options: {} }, 'b', 'b'],
	['an entry that is null', { options: { name: null } }, 'b', 'b'],
	['a field before an entry', { name: 'a', options: { name: 'c' } }, 'b', 'a'],
	['nothing', {}, 'b', 'b'],
	['nothing, without a fallback', {}, undefined, undefined],
	['a resource locator', { name: { __rl: true, mode: 'url', value: 'x' } }, 'b', 'x, cut out'],
])('%s', (_name, values, fallback, expected) => {
	expect(fieldsOf(values).fields.get('name', fallback)).toEqual(expected);
});

it('asks for its item, and has the id cut out of an address', () => {
	const { fields, asked } = fieldsOf({ name: { __rl: true, value: 'x' } }, 7);
	fields.get('name', 'b');
	fields.get('other', 'b');
	expect(asked).toEqual([
		['name', 7, null],
		['name', 7, 'b', { extractValue: true }],
		['other', 7, null],
		['options', 7, {}],
	]);
});

it('works options out once, however many are asked for', () => {
	const { fields, asked } = fieldsOf({ options: { a: 1, b: 2 } });
	expect([fields.get('a'), fields.get('b'), fields.get('c', 3)]).toEqual([1, 2, 3]);
	expect(asked.filter(([name]) => name === 'options')).toHaveLength(1);
});

it('gives what was pasted where n8n finds no id in it', () => {
	const context = contextWith([], 'stopWorkflow', {
		getNodeParameter(...[, , , settings]: Asked) {
			if (settings !== undefined) throw new Error('n8n finds nothing');
			return { __rl: true, mode: 'url', value: 'https://x.example/' };
		},
	});
	expect(nodeFields(context, 0).get('name')).toBe('https://x.example/');
});

it.each([
	[1, { b: 1 }],
	[2, undefined],
])('has the input of its item (%d)', (item, expected) => {
	expect(nodeFields(contextWith([{ json: { a: 1 } }, { json: { b: 1 } }]), item).input).toEqual(expected);
});

describe('what needs no working out is not asked of n8n', () => {
	const filledIn = {
		text: 'a',
		empty: '',
		zero: 0,
		off: false,
		worked: '={{ $json.a }}',
		list: [1],
		held: { a: 1 },
		nothing: null,
	};
	const asked = jest.fn((name: string) => `${name} by n8n`);
	const getNode = jest.fn(() => ({ parameters: filledIn }));
	const context = contextWith([], 'stopWorkflow', { getNode, getNodeParameter: asked });

	it.each<[string, unknown]>([
		['text', 'a'],
		['empty', ''],
		['zero', 0],
		['off', false],
		['worked', 'worked by n8n'],
		['list', 'list by n8n'],
		['held', 'held by n8n'],
		['nothing', 'nothing by n8n'],
		['missing', 'missing by n8n'],
	])('%s', (name, value) => {
		asked.mockClear();
		expect(nodeFields(context, 0).get(name, 'b')).toBe(value);
		expect(asked).toHaveBeenCalledTimes(value === `${name} by n8n` ? 1 : 0);
	});

	it('and the node itself is asked for once in a run', () => {
		for (const item of [0, 1, 2]) nodeFields(context, item);
		expect(getNode).toHaveBeenCalledTimes(1);
	});
});
