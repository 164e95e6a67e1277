import { byText, byUrl, fromList } from '../../../nodes/shared/base/pick/modes';
import { moreField, pickedIn, pickField } from '../../../nodes/shared/base/pick/picked';

const locator = (value: unknown) => ({ __rl: true, mode: 'list', value });

it.each<[string, unknown, unknown[]]>([
	['nothing', undefined, []],
	['an empty collection', {}, []],
	['rows that are not filled in', { picked: [{ picked: locator('') }, {}] }, []],
	['picked things', { picked: [{ picked: locator('a') }, { picked: locator(' b ') }] }, ['a', 'b']],
	['texts', { picked: [{ picked: 'a' }] }, ['a']],
	['a list from an expression', { picked: [{ picked: locator(['a', 'b']) }] }, ['a', 'b']],
	['an object from an expression', { picked: [{ picked: locator({ id: 'a' }) }] }, [{ id: 'a' }]],
	['one row by itself', { picked: { picked: locator('a') } }, []],
	['a text in place of the collection', 'a', []],
])('%s', (_what, value, expected) => {
	expect(pickedIn(value)).toEqual(expected);
});

it('begins with the first way to name a thing', () => {
	const modes = [fromList('acmeThings'), byText('id', 'ID', '7', 'A number')];
	expect(pickField({ displayName: 'Thing', name: 'acmeThing' }, modes)).toEqual({
		displayName: 'Thing',
		name: 'acmeThing',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'acmeThings', searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 7', hint: 'A number' },
		],
	});
});

it('takes as many things as are added', () => {
	const field = moreField({ displayName: 'More', name: 'acmeMore' }, 'Thing', [byText('id', 'ID', '7')]);
	expect(field).toMatchObject({
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Thing',
		default: {},
		options: [
			{ displayName: 'Thing', name: 'picked', values: [{ name: 'picked', type: 'resourceLocator' }] },
		],
	});
});

it('finds the id in an address, and takes whatever follows it', () => {
	const { extractValue, validation = [] } = byUrl({
		placeholder: 'https://acme.example/things/7',
		hint: 'The address',
		id: /^\s*https:\/\/acme\.example\/things\/(\d+)/,
		otherwise: 'Not the address of a thing.',
	});
	expect(extractValue).toEqual({ type: 'regex', regex: '^\\s*https:\\/\\/acme\\.example\\/things\\/(\\d+)' });
	expect(validation).toEqual([
		{
			type: 'regex',
			properties: {
				regex: '^\\s*https:\\/\\/acme\\.example\\/things\\/(\\d+)[^]*',
				errorMessage: 'Not the address of a thing.',
			},
		},
	]);
});

it('lets through what shows its id elsewhere', () => {
	const { validation = [] } = byUrl({
		placeholder: 'x',
		hint: 'x',
		id: /^https:\/\/a\/(\d+)/,
		any: /^https:\/\//,
		otherwise: 'x',
	});
	expect(validation[0]).toMatchObject({ properties: { regex: '^https:\\/\\/[^]*' } });
});
