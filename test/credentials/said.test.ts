/** What somebody reads who saves a credential: that it works, or what is wrong with it. */
import type { ICredentialType } from 'n8n-workflow';
import { credentialFiles } from '../../scripts/derive/facts';
import { startSandbox, type Sandbox } from '../sandbox';
import { credentialData } from '../sandbox/credentialData';
import { serve } from '../http/support';
import { saidToTest, SUCCESS } from './tester';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const types = credentialFiles().map(({ type }) => type);
const typeNamed = (name: string): ICredentialType => {
	const type = types.find((one) => one.name === name);
	if (type === undefined) throw new Error(`There is no ${name}`);
	return type;
};

async function said(name: string, changed: Record<string, unknown> = {}): Promise<string> {
	sandbox.askFor(name);
	const typed = { ...credentialData(sandbox)[name], ...changed } as Record<string, string>;
	return await saidToTest(typeNamed(name), typed);
}

/** Those that a person types in whole: OAuth2 has its tokens from elsewhere. */
const TYPED = [
	'alfrescoBasicApi',
	'alfrescoTicketApi',
	'boxClientCredentialsApi',
	'dataFramerApi',
	'gumloopApi',
	'gumloopTeamApi',
	'hoodyBasicAuthApi',
	'hoodyBearerApi',
	'hoodyHeaderAuthApi',
];

describe.each(TYPED)('%s', (name) => {
	test('works', async () => {
		expect(await said(name)).toBe(SUCCESS);
	});

	test('works with the spaces and line ends that come along with what is pasted', async () => {
		const type = typeNamed(name);
		const typed = credentialData(sandbox)[name] as Record<string, unknown>;
		const pasted = Object.entries(typed).filter(([field, value]) => {
			const { type: kind, typeOptions } = type.properties.find((one) => one.name === field) ?? {};
			// Nobody knows of a password whether its spaces belong to it.
			return (
				kind === 'string' &&
				typeof value === 'string' &&
				value !== '' &&
				!(field === 'password' && typeOptions)
			);
		});
		expect(pasted).not.toEqual([]);
		const changed = Object.fromEntries(pasted.map(([field, value]) => [field, ` ${String(value)}\n`]));
		expect(await said(name, changed)).toBe(SUCCESS);
	});

	test('says what is wrong with a wrong secret', async () => {
		const secrets = typeNamed(name).properties.filter(
			({ name: field, typeOptions }) => typeOptions?.password === true && field !== 'baseUrl',
		);
		const typed = credentialData(sandbox)[name] as Record<string, unknown>;
		const wrong = secrets
			.filter(({ name: field }) => field in typed)
			.map(({ name: field }) => [field, 'wrong-secret-1'] as const);
		const words = await said(name, Object.fromEntries(wrong));
		expect(words).toMatch(/did not accept|gives out no token|gave no token/);
		expect(words).not.toContain('wrong-secret-1');
	});

	test('says that nobody is at an address', async () => {
		const base = String((credentialData(sandbox)[name] as Record<string, unknown>).baseUrl);
		const words = await said(name, { baseUrl: `${new URL(base).origin}/nowhere/` });
		expect(words).not.toBe(SUCCESS);
		expect(words).toMatch(/address|accept/);
	});
});

test.each<[string, string, Record<string, string>, RegExp]>([
	[
		'a user of somebody else',
		'gumloopApi',
		{ userId: 'somebody' },
		/Check the key, and that the User ID|Check the User ID/,
	],
	[
		'a team that the key is not for',
		'gumloopTeamApi',
		{ projectId: 'team_91ab73cd' },
		/Check User ID and Project ID/,
	],
	['a member who is none', 'gumloopTeamApi', { userId: 'nobody' }, /Check User ID and Project ID/],
	[
		"an enterprise that is not the app's",
		'boxClientCredentialsApi',
		{ subjectId: '9' },
		/did not accept.*enterprise/,
	],
	['a user whom the app may not act for', 'boxClientCredentialsApi', { asUser: '999' }, /As User ID/],
])('the ids beside a key are tested: %s', async (_name, type, changed, words) => {
	expect(await said(type, changed)).toMatch(words);
});

test('an address without https:// is told where the token is fetched first', async () => {
	const words = await said('boxClientCredentialsApi', { baseUrl: 'api.box.com' });
	expect(words).toMatch(/address in the credential is not usable/);
});

test('a user whom the app may act for', async () => {
	const { asUser } = sandbox.credentials.box;
	expect(await said('boxClientCredentialsApi', { asUser: ` ${asUser} ` })).toBe(SUCCESS);
});

describe('what answers with status 200', () => {
	const saidBy = async (name: string, type: string, body: string, more: object = {}): Promise<string> => {
		const server = await serve((_request, response) => {
			response.writeHead(200, { 'content-type': type }).end(body);
		});
		try {
			return await said(name, { baseUrl: server.origin, ...more });
		} finally {
			server.close();
		}
	};

	const html = '<!DOCTYPE html><title>Sign in</title>';
	/** Those that sign in with what was typed, and whose services are known. */
	const sure = TYPED.filter((name) => !name.startsWith('box') && name !== 'alfrescoTicketApi');
	test.each(sure)('is a web page for %s', async (name) => {
		expect(await saidBy(name, 'text/html', html)).toMatch(/perhaps a web page/);
	});

	test.each([
		['has a line above it', `\n${html}`],
		['has a carriage return above it', `\r\n${html}`],
		['is set in', `  ${html}`],
		['is empty', ''],
	])('is a web page where it %s', async (_what, body) => {
		expect(await saidBy('dataFramerApi', 'text/html', body)).toMatch(/perhaps a web page/);
	});

	const shared = types.map(({ name }) => name).filter((name) => /^archiveService(?!OAuth2)/.test(name));
	const typed = { token: 't', user: 'u', password: 'p', headerName: 'x-key', headerSecret: 's' };
	const query = { queryName: 'key', querySecret: 's' };
	describe.each(shared)('%s', (name) => {
		const at = async (testPath: string, body: string) =>
			await saidBy(name, 'text/plain', body, { ...typed, ...query, testPath });

		test('is a web page at a Test Path', async () => {
			expect(await at('/me', html)).toMatch(/perhaps a web page/);
		});

		test.each(['{"id":1}', '[]', '["!"]', '<?xml version="1.0"?><ocs/>', 'ok', ''])(
			'may be anything else there: %s',
			async (body) => {
				expect(await at('/me', body)).toBe(SUCCESS);
			},
		);

		test('may be a web page where no Test Path is given', async () => {
			expect(await at(' ', html)).toBe(SUCCESS);
		});
	});

	test.each(['[]', '[{"id":"1"}]'])('is DataFramer where it is %s', async (body) => {
		expect(await saidBy('dataFramerApi', 'application/json', body)).toBe(SUCCESS);
	});
});

describe.each(types.map((type) => [type.name, type] as const))('%s', (_name, type) => {
	const rules = (type.test?.rules ?? []) as Array<{ properties: { value: number; message: string } }>;

	test.each([301, 302, 307, 308, 401, 404, 407, 429, 502, 503])('has words for the status %d', (status) => {
		const words = rules.find(({ properties }) => properties.value === status)?.properties.message ?? '';
		expect(words).toMatch(/^[A-Z].{20,}\.$/);
	});

	test('shows in each empty field what belongs there', () => {
		const bare = type.properties.filter(
			({ type: kind, default: given, placeholder, typeOptions }) =>
				kind === 'string' && given === '' && placeholder === undefined && typeOptions?.password !== true,
		);
		expect(bare.map(({ displayName }) => displayName)).toEqual([]);
	});
});
