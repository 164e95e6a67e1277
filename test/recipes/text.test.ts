import { filledHeaders, filledJson, filledQuery } from '../../nodes/shared/recipes/text/body';
import { filledPath } from '../../nodes/shared/recipes/text/path';
import type { Values } from '../../nodes/shared/recipes/text/placeholders';
import type { Template } from '../../nodes/shared/recipes/recipe';
import { playedApi, saidBy } from '../providers/support';

const api = playedApi(
	{ displayName: 'Service' },
	{},
	{ settings: { baseUrl: 'https://service.example/api' } },
);
const values: Values = (name) =>
	({
		id: 'a/b?c#d',
		folder: '/Pläne/2026 & mehr/',
		up: '../../admin',
		dots: '..',
		ids: [1, 2],
		names: ['a', 'b,c'],
		empty: '',
		half: '\ud800',
		line: 'a\r\nX-Evil: 1',
		'create.data.token': 't=1',
		'create.header:X-Token': 'h',
		'look.files[0].id': 'f',
		'look./a~1b': 'p',
	})[name];

test.each([
	['/jobs/{id}', '/jobs/a%2Fb%3Fc%23d'],
	['jobs/{id}/file', '/jobs/a%2Fb%3Fc%23d/file'],
	['/dav/{+folder}', '/dav/Pl%C3%A4ne/2026%20%26%20mehr'],
	['/dav/{folder}', '/dav/%2FPl%C3%A4ne%2F2026%20%26%20mehr%2F'],
	['/x?ids={ids}&t={create.data.token}', '/x?ids=1%2C2&t=t%3D1'],
	['/x/{up}', '/x/..%2F..%2Fadmin'],
	['https://service.example/api/x/{id}', '/x/a%2Fb%3Fc%23d'],
	['/x/{look.files[0].id}/{look./a~1b}?t={create.header:X-Token}', '/x/f/p?t=h'],
	['/x/{look.no such place}', '/x/{look.no such place}'],
	['/odata(id={id})', '/odata(id=a%2Fb%3Fc%23d)'],
	['/osfstorage/{empty}/?zip=', '/osfstorage/?zip='],
	['/osfstorage/{+empty}', '/osfstorage/'],
	['/x?name={{order}}_{id}', '/x?name={{order}}_a%2Fb%3Fc%23d'],
	['/web/2026/http://example.com/{empty}?x={empty}', '/web/2026/http://example.com/?x='],
])('the path %s becomes %s', (template, path) => {
	expect(filledPath(template, values, api)).toBe(path);
});

test.each([
	['/x/{dots}', 'is not usable'],
	['/x/{+up}', 'is not usable'],
	['/x/../y', 'is not usable'],
	['/x/%2E%2e/y', 'is not usable'],
	['/x\\..\\y', 'is not usable'],
	['/x/{half}', 'no text that can stand in a path'],
	['/x/{nobody}', 'There is no value for {nobody}'],
	['/x/{constructor}', 'There is no value for {constructor}'],
	['https://elsewhere.example/x', 'leads to another server'],
	[`/${'x'.repeat(9000)}`, 'is not usable'],
])('the path %s is refused: %s', async (template, message) => {
	const { message: said } = await saidBy(() =>
		filledPath(template, (name) => (name === 'constructor' ? undefined : values(name)), api),
	);
	expect(said).toContain(message);
});

test.each<[string, Template, unknown]>([
	['a list stays a list, and numbers stay numbers', { documents: '{ids}' }, { documents: [1, 2] }],
	['inside a text it is a text', { query: 'in ({ids})' }, { query: 'in (1,2)' }],
	['nothing in a value is JSON', { a: '{line}' }, { a: 'a\r\nX-Evil: 1' }],
	['an empty member falls away', { a: '{empty}', b: 1 }, { b: 1 }],
	['one that was entered so stays', { a: '', b: { c: '' } }, { a: '', b: { c: '' } }],
	['lists and depths', [{ a: ['{id}', null, true] }], [{ a: ['a/b?c#d', null, true] }]],
	[
		"a name in two braces is the service's own",
		{ a: '{{name}}_{{id}}.zip', b: '{{id}}' },
		{ a: '{{name}}_{{id}}.zip', b: '{{id}}' },
	],
	['JSON around a placeholder', { a: '{"b":{id}}' }, { a: '{"b":a/b?c#d}' }],
	['JSON in a text is no placeholder', { a: '{"b": 1}' }, { a: '{"b": 1}' }],
])('a body: %s', (_name, template, expected) => {
	expect(filledJson(template, values)).toEqual(expected);
});

test('a query repeats the names of lists, and leaves out what is empty', () => {
	expect(filledQuery({ a: '{names}', b: '{empty}', c: '', d: ['x', '{id}'] }, values)).toEqual({
		a: ['a', 'b,c'],
		c: '',
		d: ['x', 'a/b?c#d'],
	});
});

test('headers hold one line of what headers can hold, and JSON in ASCII', () => {
	expect(filledHeaders({ 'X-A': '{line}', 'X-B': '{empty}', 'X-C': { path: '{folder}' } }, values)).toEqual({
		'X-A': 'a X-Evil: 1',
		'X-C': '{"path":"/Pl\\u00e4ne/2026 & mehr/"}',
	});
});
