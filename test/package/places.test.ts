/** What belongs to a provider and can't be derived. Each test names the place where something is missing. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { coded as providers } from '../../nodes/shared/providers';
import { credentialFiles, sharedCredentials } from '../../scripts/derive/facts';
import { services } from '../sandbox/services';
import { ROOT } from './manifest';

const names = Object.keys(providers);
const signIns = Object.values(providers).flatMap(({ name, signIns: all }) =>
	all.map(({ credential }) => [credential, name]),
);

const shared = sharedCredentials().map(({ name }) => name);
const ownCredentials = credentialFiles().filter(({ name }) => !shared.includes(name));

it('has a sandbox service for each provider, and no other', () => {
	expect({ 'test/sandbox/services/index.ts': Object.keys(services) }).toEqual({
		'test/sandbox/services/index.ts': names,
	});
});

describe.each(names)('%s', (name) => {
	const { signIns: ways } = providers[name];
	const record = services[name as keyof typeof services];
	const origins = Object.fromEntries(record.origins.map((origin) => [origin, 'http://127.0.0.1:9']));

	it.each([
		`nodes/shared/providers/${name}/index.ts`,
		`test/sandbox/services/${name}/index.ts`,
		`test/sandbox/${name}.test.ts`,
		`test/providers/${name}.test.ts`,
		`examples/${name}.json`,
		`icons/${name}.svg`,
		`icons/${name}.dark.svg`,
	])('has %s', (path) => {
		expect(existsSync(join(ROOT, path))).toBe(true);
	});

	it(`is called so in its own folder, and so is its sandbox service's first server`, () => {
		expect([providers[name].name, record.origins[0]]).toEqual([name, name]);
	});

	it(`has values for each of its credentials in test/sandbox/services/${name}/index.ts`, () => {
		const typed = Object.keys(record.credentials(origins as never)).sort();
		expect(typed).toEqual(ways.map(({ credential }) => credential).sort());
	});

	it(`shows the whole way in examples/${name}.json, signed in by one of its credentials`, () => {
		const { nodes } = JSON.parse(readFileSync(join(ROOT, `examples/${name}.json`), 'utf8')) as {
			nodes: Array<{
				name: string;
				type: string;
				credentials?: object;
				parameters: { authentication?: string };
			}>;
		};
		const ours = nodes.filter(({ parameters }) => parameters.authentication?.startsWith(`${name}.`));
		expect(ours.map((node) => node.name).sort()).toEqual([
			'Create Archive',
			'Download ZIP',
			'Unpack',
			'Wait For Archive',
		]);
		for (const { credentials = {}, parameters } of ours) {
			const way = ways.find(({ value }) => parameters.authentication === `${name}.${value}`);
			expect(Object.keys(credentials)).toEqual([way?.credential]);
		}
	});
});

it('uses each type in credentials/ for one provider, and each provider by types that are there', () => {
	const there = ownCredentials.map(({ type }) => type.name);
	expect(signIns.map(([credential]) => credential).sort()).toEqual(there.sort());
});

it.each(ownCredentials.map(({ type, name }) => [name, type] as const))(
	'credentials/%s.credentials.ts wears the icons of its provider',
	(_file, type) => {
		const provider = signIns.find(([credential]) => credential === type.name)?.[1];
		expect(type.icon).toEqual({
			light: `file:../icons/${provider}.svg`,
			dark: `file:../icons/${provider}.dark.svg`,
		});
	},
);

it('keeps no icon, example or folder of a provider that is gone', () => {
	const icons = readdirSync(join(ROOT, 'icons')).map((file) => file.replace(/(\.dark)?\.svg$/, ''));
	const folders = (path: string) =>
		readdirSync(join(ROOT, path), { withFileTypes: true })
			.filter((entry) => entry.isDirectory())
			.map((entry) => entry.name);
	const known = (name: string) => [...names, 'archiveService'].includes(name);
	expect(icons.filter((name) => !known(name))).toEqual([]);
	expect(folders('test/sandbox/services').filter((name) => !known(name))).toEqual([]);
});
