import { presets } from '../../nodes/shared/recipes/presets';
import { withAliases } from '../../scripts/derive/codex';
import {
	contradictions,
	serviceFacts,
	sharedCredentials,
	type ServiceFacts,
} from '../../scripts/derive/facts';
import { staleFiles } from '../../scripts/derive/files';
import { withServices } from '../../scripts/derive/manifest';
import { withMarked } from '../../scripts/derive/marked';

import { allOf, credentialTable, recipeCredentials, servicesTable } from '../../scripts/derive/tables';
import type { Page } from '../sandbox/serviceRecord';

it('is up to date: "npm run derive" would change nothing', async () => {
	expect((await staleFiles()).map(({ path }) => path)).toEqual([]);
});

const [first] = serviceFacts();
const called = (displayName: string): ServiceFacts => ({
	...first,
	provider: { ...first.provider, displayName },
});

describe('the names of the services', () => {
	it.each([
		[['A'], 'A'],
		[['A', 'B'], 'A and B'],
		[['A', 'B', 'C'], 'A, B and C'],
		['A B C D E F G H I'.split(' '), 'A, B, C, D, E, F, G, H and I'],
		['A B C D E F G H I J'.split(' '), 'A, B, C, D, E, F, G, H and 2 more services'],
	])('%j are written as "%s"', (names, text) => {
		expect(allOf(names.map(called))).toBe(text);
	});

	it('lead to a node in the search, and take nothing of what its file says else', () => {
		const codex = '{"node":"n","alias":["gone"],"categories":["c"]}';
		expect(JSON.parse(withAliases(codex, ['zip'], [called('Label Studio')]))).toEqual({
			node: 'n',
			alias: ['zip', 'label studio'],
			categories: ['c'],
		});
	});

	it('stand in package.json, whose other lines stay', () => {
		const manifest = {
			name: 'n',
			description: 'old',
			keywords: ['old'],
			n8n: { credentials: [], nodes: ['x'] },
		};
		expect(JSON.parse(withServices(JSON.stringify(manifest), [called('Label Studio')]))).toMatchObject({
			name: 'n',
			description: expect.stringContaining('Ask Label Studio for many files') as string,
			keywords: expect.arrayContaining(['zip', 'label-studio']) as string[],
			n8n: {
				credentials: [...first.credentials, ...sharedCredentials()].map(
					({ name }) => `dist/credentials/${name}.credentials.js`,
				),
				nodes: ['x'],
			},
		});
	});
});

describe('a document', () => {
	it('keeps what stands around its parts', () => {
		const text =
			'Ask <!-- services:names -->old<!-- /services:names --> now.\n<!-- services:table -->x<!-- /services:table -->';
		expect(withMarked(text, { names: 'A or B', table: '| A |\n| B |' })).toBe(
			'Ask <!-- services:names -->A or B<!-- /services:names --> now.\n<!-- services:table -->\n\n| A |\n| B |\n\n<!-- /services:table -->',
		);
	});

	it.each([
		['a part that is missing', '', 'has no <!-- services:names -->'],
		['a part without an end', '<!-- services:names -->', 'has no <!-- /services:names -->'],
		['a part that nobody derives', '<!-- services:more -->', 'Nobody derives the part services:more'],
	])('is refused with %s', (_what, text, words) => {
		expect(() => withMarked(text, { names: 'A' })).toThrow(words);
	});
});

describe('a page', () => {
	const provider = { signIns: first.provider.signIns.slice(0, 1), cancel: async () => undefined };
	const [{ credential }] = provider.signIns;
	const page: Page = {
		madeOf: 'files',
		builds: 'at once',
		waitsFor: 'it',
		credentials: { [credential]: 'ask' },
	};

	it.each<[string, Partial<Page>, string[]]>([
		['with all that the code does', {}, []],
		['with words for what is cancelled', { cancels: 'the run' }, []],
		['with words for what is never deleted', { deletes: 'files' }, ['nothing can be deleted']],
		['without a credential', { credentials: {} }, [`credentials lacks ${credential}`]],
		[
			'with a credential too many',
			{ credentials: { [credential]: 'ask', other: 'ask' } },
			['nobody signs in with other'],
		],
		[
			'without what is waited for',
			{ waitsFor: undefined },
			['either waitsFor is told here, or nothingToWaitFor by the provider'],
		],
	])('%s', (_what, change, words) => {
		expect(contradictions(provider, { ...page, ...change })).toEqual(words);
	});

	it('tells what the code can do, in words of its own where it has some', () => {
		const cells = (facts: ServiceFacts) => servicesTable([facts]).split('\n')[2].split(' | ').slice(4, 7);
		const plain = { ...first.provider, combine: undefined, cancel: async () => undefined, remove: undefined };
		expect(cells({ ...first, provider: plain, page })).toEqual(['–', 'yes', '–']);
		expect(cells({ ...first, provider: plain, page: { ...page, cancels: 'the run' } })[1]).toBe('the run');
	});

	it('says once what holds for several credentials', () => {
		const words = Object.fromEntries(first.credentials.map(({ type }) => [type.name, 'Ask for it.']));
		const rows = credentialTable([{ ...first, page: { ...page, credentials: words } }])
			.split('\n')
			.slice(2);
		expect(rows).toHaveLength(1);
		for (const { type } of first.credentials) expect(rows[0]).toContain(type.displayName);
	});
});

it('tells for each recipe what to enter in its credential, before anybody has one', () => {
	const rows = recipeCredentials().split('\n').slice(2);
	expect(rows).toHaveLength(Object.keys(presets).length);
	for (const { displayName, baseUrl, signInWith } of Object.values(presets)) {
		const row = rows.find((text) => text.startsWith(`| [${displayName}](`));
		expect(row?.replaceAll('`', '')).toContain(baseUrl);
		expect(row).toContain(signInWith);
	}
});
