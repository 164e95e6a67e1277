import type { INodeProperties } from 'n8n-workflow';
import { secretsInUse } from '../../../nodes/shared/http/signIn/secretsInUse';
import { secretsOf, secretsSent, type Sent } from '../../../nodes/shared/http/signIn/secretsOf';
import { shownWith } from '../../../nodes/shared/http/words/shown';

const field = (name: string, password?: boolean): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	...(password === undefined ? {} : { typeOptions: { password } }),
});
const knows = {
	getCredentialsProperties: () => [
		field('user'),
		field('password', true),
		field('key', false),
		field('hidden', true),
	],
};

describe('the secrets of a credential', () => {
	test('are the fields that its type marks as passwords', () => {
		const data = {
			user: 'ann',
			password: 'pw-1234567',
			key: 'open',
			hidden: '',
			subjectType: 'enterprise',
			other: 7,
		};
		expect(secretsOf(knows, 'x', data)).toEqual(['pw-1234567']);
		expect(secretsOf(knows, 'x', { hidden: 'h', password: 7 })).toEqual(['h']);
	});

	test('and the tokens that n8n keeps', () => {
		const oauthTokenData = {
			access_token: 'at',
			refresh_token: 'rt',
			id_token: 'it',
			token_type: 'bearer',
			tokenType: 'bearer',
			scope: 'all',
			expires_in: '3600',
			n8n_expires_at: '17',
			resource: 'r',
			number: 7,
			// Names that only look like those.
			my_token_type: 'a',
			scopes: 'b',
			resource_key: 'c',
			unexpires: 'd',
		};
		expect(secretsOf(knows, 'x', { user: 'ann', oauthTokenData })).toEqual([
			'at',
			'rt',
			'it',
			'a',
			'b',
			'c',
			'd',
		]);
		expect(secretsOf(knows, 'x', { oauthTokenData: 'abc' })).toEqual([]);
		expect(secretsOf(knows, 'x', { oauthTokenData: ['a'] as never })).toEqual([]);
		expect(secretsOf(knows, 'x', { oauthTokenData: null })).toEqual([]);
	});

	test('an n8n that does not tell the fields is helped by their names', () => {
		const data = {
			user: 'ann',
			password: 'p',
			clientSecret: 's',
			sessionToken: 't',
			apiKey: 'k',
			baseUrl: 'u',
		};
		expect(secretsOf({}, 'x', data)).toEqual(['p', 's', 't', 'k']);
	});
});

describe('what a request was signed with', () => {
	const base64 = (text: string) => Buffer.from(text).toString('base64');
	test.each<[string, Sent, string[]]>([
		['nothing', {}, []],
		['a bearer token', { headers: { Authorization: 'Bearer abc' } }, ['abc']],
		['in small letters', { headers: { authorization: 'bearer abc' } }, ['abc']],
		[
			'a name and a password',
			{ headers: { Authorization: `Basic ${base64('ann:pw:1')}` } },
			[base64('ann:pw:1'), 'pw:1'],
		],
		[
			'a ticket',
			{ headers: { Authorization: `Basic ${base64('TICKET_1')}` } },
			[base64('TICKET_1'), 'TICKET_1'],
		],
		['a bearer token behind spaces', { headers: { Authorization: 'Bearer   abc' } }, ['abc']],
		['a scheme that nobody knows', { headers: { Authorization: 'Token abc' } }, ['Token abc']],
		['a scheme with two words', { headers: { Authorization: 'Bearer a b' } }, ['Bearer a b']],
		['what only ends like one', { headers: { Authorization: 'x Bearer a' } }, ['x Bearer a']],
		['a header that is ours, however it is written', { headers: { ACCEPT: 'y' } }, []],
		['a header of its own', { headers: { 'X-Gate': 'a b c' } }, ['a b c']],
		['no text', { headers: { 'X-Gate': 7 } }, []],
		['a token in the address', { url: 'https://a.example/x?b=c&access_token=tok&d=e' }, ['tok']],
		['a password for axios', { auth: { username: 'ann', password: 'pw' } }, ['pw', 'YW5uOnB3']],
		['one without a name', { auth: { password: 'pw' } }, ['pw', 'OnB3']],
		['no password', { auth: { username: 'ann' } }, []],
	])('%s', (_, sent, secrets) => {
		expect(secretsSent({ ...sent, headers: { Accept: 'x', ...sent.headers } }, new Set(['accept']))).toEqual(
			secrets,
		);
	});
});

test('a token that was fetched a moment ago is hidden from then on', () => {
	const secrets = secretsInUse(knows, 'x', { password: 'pw-1234567' });
	const shown = shownWith(() => secrets.wanted());
	expect(shown('pw-1234567 and fresh-token-1')).toBe('[hidden] and fresh-token-1');
	secrets.learn({ headers: { Authorization: 'Bearer fresh-token-1' } }, new Set());
	expect(shown('pw-1234567 and fresh-token-1')).toBe('[hidden] and [hidden]');
	const signed = { headers: { Authorization: 'Bearer fresh-token-1' }, auth: { password: 'pw-1234567' } };
	secrets.learn(signed, new Set());
	const before = secrets.wanted();
	secrets.learn(signed, new Set());
	expect(secrets.wanted()).toBe(before);
});

test('what to look for is made once for all items of a run that have the same secrets', () => {
	const wantedOf = (run: typeof knows, password: string) => secretsInUse(run, 'x', { password }).wanted();
	const first = wantedOf(knows, 'pw-1234567');
	expect(wantedOf(knows, 'pw-1234567')).toBe(first);
	const other = wantedOf(knows, 'pw-7654321');
	expect([...other.grams]).toContain('pw765432');
	expect([...wantedOf(knows, 'pw-1234567').grams]).toEqual([...first.grams]);
	const second = wantedOf({ ...knows }, 'pw-1234567');
	expect(second).not.toBe(first);
	expect(second).toEqual(first);
	const learning = secretsInUse(knows, 'x', { password: 'pw-1234567' });
	learning.learn({ headers: { A: 'fresh-token-1' } }, new Set());
	expect([...learning.wanted().grams]).toContain('freshtok');
	expect([...first.grams]).not.toContain('freshtok');
});

test('a text is known as a secret only as a whole', () => {
	const secrets = secretsInUse(knows, 'x', { user: 'ann', password: ' pw-1 ' });
	secrets.learn({ headers: { A: 'fresh' } }, new Set());
	expect(['pw-1', 'fresh', 'ann', 'pw', 'pw-12', ''].map(secrets.has)).toEqual([
		true,
		true,
		false,
		false,
		false,
		false,
	]);
});

describe('an address that holds a secret', () => {
	const KEY = 'k3y-S3cret/9f8e+7d6c';
	const secrets = secretsInUse(knows, 'x', { password: KEY });
	secrets.learn({ headers: { Authorization: 'Token t0ken-4f1e9d8c' } }, new Set());
	secrets.learn(
		{ headers: { A: `eyJhbGciOiJSUzI1NiIsImtpZCI6ImFiY2RlZmdoaWprbG1ub3AifQ.${'a1'.repeat(99)}` } },
		new Set(),
	);
	const self = `https://api.example.com/x?key=${encodeURIComponent(KEY)}`;

	test.each([
		['in a value', `https://b.example/?a=Bearer ${KEY}`],
		['in the path', `https://b.example/a/${KEY}/b`],
		['as a name', `https://b.example/?${encodeURIComponent(KEY)}`],
		['as the address to come back to', `https://b.example/?to=${encodeURIComponent(self)}`],
		['in that once more', `https://b.example/?to=${encodeURIComponent(encodeURIComponent(self))}`],
		[
			'in Base64, between other words',
			`https://b.example/?s=${Buffer.from(`{"u":"${KEY}"}`).toString('base64url')}`,
		],
		['behind much else', `https://b.example/?a=${'a'.repeat(9_000)}&b=${encodeURIComponent(KEY)}`],
		['without the word before it', 'https://b.example/?t=t0ken-4f1e9d8c'],
	])('%s', (_, address) => {
		expect(secrets.has(address)).toBe(true);
	});

	test.each([
		['half of it', `https://b.example/${KEY.slice(0, 12)}`],
		[
			'a token of the same issuer',
			`https://b.example/?t=eyJhbGciOiJSUzI1NiIsImtpZCI6ImFiY2RlZmdoaWprbG1ub3AifQ.${'b2'.repeat(99)}`,
		],
		['nothing of it', 'https://b.example/'],
	])('not by %s', (_, address) => {
		expect(secrets.has(address)).toBe(false);
	});

	test('thousands of values are looked through without making the forms of a long token for each', () => {
		const long = secretsInUse(knows, 'x', { password: KEY.repeat(400) });
		const encoded = jest.spyOn(Buffer, 'from');
		expect(long.has('a')).toBe(false);
		const once = encoded.mock.calls.length;
		for (let values = 0; values < 100; values++) expect(long.has('a')).toBe(false);
		const all = encoded.mock.calls.length;
		encoded.mockRestore();
		expect(once).toBeGreaterThan(0);
		expect(all).toBe(once);
	});
});

test('only the newest twenty are kept', () => {
	const secrets = secretsInUse(knows, 'x', {});
	const shown = shownWith(() => secrets.wanted());
	const token = (round: number) => 'abcdefghijklmnopqrstu'[round].repeat(9);
	for (let round = 0; round < 21; round++) secrets.learn({ headers: { A: token(round) } }, new Set());
	expect(shown(token(0))).toBe(token(0));
	expect(shown(token(1))).toBe('[hidden]');
	expect(shown(token(20))).toBe('[hidden]');
});
