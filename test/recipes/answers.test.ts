import { namesake, numberAt, textAt } from '../../nodes/shared/recipes/answers/place';
import { stateIn, statusesIn } from '../../nodes/shared/recipes/answers/state';
import type { RecipeStates } from '../../nodes/shared/recipes/recipe';
import { saidBy } from '../providers/support';

const answer = {
	headers: { location: 'https://service.example/api/jobs/7', 'x-id': '7' },
	body: {
		data: {
			id: 12,
			'a.b': 'dots',
			'a/b': 'slash',
			tilde: { '~': 'yes' },
			done: true,
			text: ' x ',
			none: null,
		},
		hosts: ['h1', 'h2'],
		grid: [[{ at: 'g' }]],
		results: [
			{ name: 'log.txt', location: 'https://x.example/log.txt' },
			{ location: null },
			{ name: 'all', location: 'https://x.example/all.ZIP?sig=1' },
		],
		path: '/p',
		long: 'x'.repeat(5000),
		figures: { n: '17', p: '45.5%', minus: -1, word: 'many', third: 10 / 3, rounded: 9007199254740992 },
	},
};

test.each([
	['data.id', '12'],
	['/data/id', '12'],
	['/data/a.b', 'dots'],
	['/data/a~1b', 'slash'],
	['/data/tilde/~0', 'yes'],
	['data.done', 'true'],
	['data.text', 'x'],
	['data.none', null],
	['data', null],
	['hosts.0', 'h1'],
	['hosts[1]', 'h2'],
	['/hosts/1', 'h2'],
	['grid[0][0].at', 'g'],
	['results[0].location', 'https://x.example/log.txt'],
	['results.[0].location', 'https://x.example/log.txt'],
	['results.0.location', 'https://x.example/log.txt'],
	['/results/0/location', 'https://x.example/log.txt'],
	['results[*].location', 'https://x.example/all.ZIP?sig=1'],
	['results[*].name', 'log.txt'],
	['results[*].none', null],
	['hosts[*]', 'h1'],
	['{hosts[1]}{path}', 'h2/p'],
	['path[*]', null],
	['results[9].location', null],
	['https://{hosts.0}{path}', 'https://h1/p'],
	['{hosts.9}{path}', null],
	['$.data.id', '12'],
	['$json.data.id', '12'],
	['{{ $json.data.id }}', '12'],
	['data["id"]', '12'],
	["$['data']['id']", '12'],
	['data/id', '12'],
	['results/0/location', 'https://x.example/log.txt'],
	['$.none', null],
	['header:Location', 'https://service.example/api/jobs/7'],
	['header: x-id', '7'],
	['header:constructor', null],
	['long', null],
	['data.constructor', null],
	['__proto__.x', null],
	// JSON.parse has rounded it: it is another number than the one that was sent.
	['figures.rounded', null],
])('at %s stands %s', (place, expected) => {
	expect(textAt(answer, place)).toBe(expected);
});

test('a text is the whole answer', () => {
	expect(textAt({ headers: {}, body: '0001234-26' }, '')).toBe('0001234-26');
});

test.each([
	['figures.n', 17],
	['figures.p', 45.5],
	['figures.third', 10 / 3],
	['data.id', 12],
	['figures.minus', null],
	['figures.word', null],
	[null, null],
])('the number at %s is %s', (place, expected) => {
	expect(numberAt(answer, place)).toBe(expected);
});

const words: RecipeStates = {
	at: 'status',
	ready: ['finished'],
	working: ['created', '202'],
	failed: ['failed'],
	cancelled: ['canceled'],
	nothing: ['skipped'],
};
const statuses: RecipeStates = { ready: ['200'], working: ['202', '400'], failed: ['500'] };
const equal: RecipeStates = { readyIfEqual: ['zipped', 'total'] };

test.each<[string, RecipeStates, number, unknown, string]>([
	['a word', words, 200, { status: 'finished' }, 'ready'],
	['in other letters', words, 200, { status: 'FINISHED' }, 'ready'],
	['failed', words, 200, { status: 'failed' }, 'failed'],
	['cancelled', words, 200, { status: 'canceled' }, 'cancelled'],
	['at work', words, 200, { status: 'created' }, 'preparing'],
	['an unknown word', words, 200, { status: 'paused' }, 'preparing, unknown'],
	['a usual word for work', { at: 'status', ready: ['done'] }, 200, { status: 'In Progress' }, 'preparing'],
	['the same in one word', { at: 'status', ready: ['done'] }, 200, { status: 'inProgress' }, 'preparing'],
	['a usual word for a failure', { at: 'status', ready: ['done'] }, 200, { status: 'FAILED' }, 'failed'],
	['another one', { at: 'status', ready: ['done'] }, 200, { status: 'timed-out' }, 'failed'],
	['a usual word for the end', { at: 'status', ready: ['done'] }, 200, { status: 'Aborted' }, 'failed'],
	['cancelled in usual words', { at: 'status', ready: ['done'] }, 200, { status: 'canceled' }, 'cancelled'],
	['expired in usual words', { at: 'status', ready: ['done'] }, 200, { status: 'expired' }, 'expired'],
	['a failure where others are listed', words, 200, { status: 'error' }, 'preparing, unknown'],
	[
		'a usual word that means something else here',
		{ at: 'status', ready: ['created'], working: ['error'] },
		200,
		{ status: 'error' },
		'preparing',
	],
	['made is ready here', { at: 'status', ready: ['created'] }, 200, { status: 'created' }, 'ready'],
	['nothing to give', words, 200, { status: 'skipped' }, 'ready'],
	['a status that was asked for', words, 202, { status: 'finished' }, 'ready'],
	['a status that is listed, and says no word', words, 202, null, 'preparing'],
	['gone', words, 404, null, 'expired'],
	['gone for good', words, 410, null, 'expired'],
	['a number', { at: 'code', ready: ['1004'], failed: ['1003'] }, 200, { code: 1004 }, 'ready'],
	[
		'a switch',
		{ at: 'finished', ready: ['true'], working: ['false'] },
		200,
		{ finished: false },
		'preparing',
	],
	['a switch that is still off', { at: 'done', ready: ['True'] }, 200, { done: false }, 'preparing'],
	['a switch that is still on', { at: 'busy', ready: ['false'] }, 200, { busy: true }, 'preparing'],
	['a switch that nobody listed', { at: 'done', ready: ['yes'] }, 200, { done: true }, 'preparing, unknown'],
	['a job that goes on later', { at: 'status', ready: ['done'] }, 200, { status: 'SUSPENDED' }, 'preparing'],
	['a status', statuses, 200, null, 'ready'],
	['a status at work', statuses, 202, null, 'preparing'],
	['400 means at work', statuses, 400, null, 'preparing'],
	['500 means failed', statuses, 500, null, 'failed'],
	['404 means at work where it says so', { ready: ['200'], working: ['404'] }, 404, null, 'preparing'],
	['a redirect means ready', { ready: ['303'], working: ['200'] }, 303, null, 'ready'],
	['an unknown status', statuses, 206, null, 'preparing, unknown'],
	['two numbers that differ', equal, 200, { zipped: 3, total: 4 }, 'preparing'],
	['two numbers that are equal', equal, 200, { zipped: 4, total: 4 }, 'ready'],
	['two zeros', equal, 200, { zipped: 0, total: 0 }, 'preparing'],
	['two that are no numbers', equal, 200, { zipped: 'x', total: 'x' }, 'preparing'],
	['present', { readyIfPresent: 'url' }, 200, { url: 'https://x' }, 'ready'],
	['not present', { readyIfPresent: 'url' }, 200, { url: null }, 'preparing'],
	['not present, says a switch', { readyIfPresent: 'url' }, 200, { url: false }, 'preparing'],
	['present with something in it', { readyIfPresent: 'response' }, 200, { response: { url: 'x' } }, 'ready'],
	['present, and a list without entries', { readyIfPresent: 'urls' }, 200, { urls: [] }, 'preparing'],
	[
		'present, but with a status of its own',
		{ readyIfPresent: 'url', working: ['404'] },
		404,
		{ url: 'x' },
		'preparing',
	],
])('%s', (name, states, status, body, expected) => {
	const { state, isUnknown, isEmpty } = stateIn(
		{ status, headers: {}, body, isArchive: false },
		states,
		'Service',
	);
	expect(isUnknown === true ? `${state}, unknown` : state).toBe(expected);
	expect(isEmpty === true).toBe(name === 'nothing to give');
});

test('bytes mean ready where the recipe says so, and are no data elsewhere', async () => {
	const bytes = { status: 200, headers: {}, body: null, isArchive: true };
	expect(stateIn(bytes, { readyIfArchive: true, working: ['200'] }, 'Service').state).toBe('ready');
	expect((await saidBy(() => stateIn(bytes, words, 'Service'))).message).toBe(
		'Service answered without a state',
	);
});

test('an answer without a state is refused in passing', async () => {
	const said = await saidBy(() =>
		stateIn({ status: 200, headers: {}, body: {}, isArchive: false }, words, 'Service'),
	);
	expect(said).toMatchObject({ code: 'UNEXPECTED_ANSWER' });
	expect(said.description).toContain('"status"');
});

test('statuses that are states are asked for as answers', () => {
	expect(statusesIn({ ready: ['303'], working: ['400', 'RUNNING'], failed: ['200'] }).sort()).toEqual([
		303, 400, 404, 410,
	]);
});

describe('something of the same name as a place', () => {
	const many = (count: number, value: unknown) =>
		Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${index}`, value]));
	it.each<[string, unknown, string | undefined]>([
		['at the top', { ID: 5 }, 'ID'],
		['inside', { data: { id: 5 } }, 'data.id'],
		['in a list', { jobs: [{ id: 5 }, { id: 6 }] }, 'jobs[0].id'],
		['nearer to the top first', { a: { b: { id: 1 } }, c: { id: 2 } }, 'c.id'],
		['not what is no value', { id: {}, data: { id: [] } }, undefined],
		['not behind a name that no place can have', { 'a b': { id: 5 } }, undefined],
		['among a thousand', { ...many(500, 0), id: 5 }, 'id'],
		['not behind a thousand', { ...many(1_000, many(1_000, 0)), last: { id: 5 } }, undefined],
	])('%s', (_name, body, place) => {
		expect(namesake({ headers: {}, body }, 'x.id')).toBe(place);
	});
});
