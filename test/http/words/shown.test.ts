import { Foreign, LONGEST_LOOKED_AT } from '../../../nodes/shared/base/foreign';
import { wantedFor } from '../../../nodes/shared/http/words/secretForms';
import { holdsOwnSecret, shownWith } from '../../../nodes/shared/http/words/shown';

const PASSWORD = 'Sw0rdfish&"<q>+/Zebra';
const TOKEN = 'tok/+Ab12cd34ef56';
const SECRETS = [
	PASSWORD,
	TOKEN,
	'k3y-of-the-kingdom',
	'https://abc-def1-files-1.node.containers.hoody.com/x',
];
const LIKE = /sk_live_[\w-]+|TICKET_[\w.-]+/;

const wanted = wantedFor(SECRETS);
const shown = shownWith(() => wanted, LIKE);

/** Ways in which a service, a proxy or a log writes down what it was sent. */
const FORMS: Record<string, (secret: string) => string> = {
	'as it is': (secret) => secret,
	'for a URL': (secret) => encodeURIComponent(secret),
	'for a URL, small letters': (secret) =>
		encodeURIComponent(secret).replace(/%[\dA-F]{2}/g, (escape) => escape.toLowerCase()),
	'for a URL, twice': (secret) => encodeURIComponent(encodeURIComponent(secret)),
	'for a form': (secret) => new URLSearchParams({ a: secret }).toString().slice(2),
	'every sign for a URL': (secret) =>
		[...Buffer.from(secret)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
	'as %u': (secret) =>
		secret
			.split('')
			.map((sign) => `%u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
			.join(''),
	'in JSON': (secret) => JSON.stringify(secret).slice(1, -1),
	'in JSON, in JSON': (secret) => JSON.stringify(JSON.stringify(secret)).slice(3, -3),
	'in JSON, escaped': (secret) =>
		secret
			.split('')
			.map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
			.join(''),
	'in JavaScript': (secret) =>
		secret
			.split('')
			.map((sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)
			.join(''),
	'in HTML': (secret) => secret.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;'),
	'in HTML, by number': (secret) =>
		secret
			.split('')
			.map((sign) => `&#${sign.charCodeAt(0)};`)
			.join(''),
	'in HTML, by hexadecimal number': (secret) =>
		secret
			.split('')
			.map((sign) => `&#x${sign.charCodeAt(0).toString(16)};`)
			.join(''),
	'between tags': (secret) => secret.split('').join('<b></b>'),
	'with what is not seen in between': (secret) => secret.split('').join('\u200b'),
	'with spaces in between': (secret) => secret.split('').join(' '),
	'in large letters': (secret) => secret.toUpperCase(),
	'in wide letters': (secret) =>
		secret.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
	'in Base64': (secret) => Buffer.from(secret).toString('base64'),
	'in Base64 for a URL': (secret) => Buffer.from(secret).toString('base64url'),
	'in Base64, behind a name': (secret) => Buffer.from(`ann:${secret}`).toString('base64'),
	'in Base64, behind another name': (secret) => Buffer.from(`anna:${secret}`).toString('base64'),
	'in Base64, behind a third name': (secret) => Buffer.from(`annie:${secret}`).toString('base64'),
	'in hexadecimal': (secret) => Buffer.from(secret).toString('hex'),
	'in hexadecimal with colons': (secret) =>
		[...Buffer.from(secret)].map((byte) => byte.toString(16)).join(':'),
	'its first twelve characters': (secret) => secret.slice(0, 12),
	'its last fourteen characters': (secret) => secret.slice(-14),
};

describe.each([PASSWORD, TOKEN, 'k3y-of-the-kingdom'])('the secret %s', (secret) => {
	test.each(Object.entries(FORMS))('%s', (_, form) => {
		const text = shown(`the service says ${form(secret)} was sent`);
		expect(text).toContain('[hidden]');
		expect(text).toMatch(/^the service says /);
		expect(text).toMatch(/ was sent$/);
		// Not even a part of it: what is left of the form is at most its ends.
		const left = text.replace('the service says ', '').replace(' was sent', '').replaceAll('[hidden]', '');
		expect(left.replace(/[^a-z\d]/gi, '').length).toBeLessThanOrEqual(3);
	});
});

describe('a password with letters that code pages write in different ways', () => {
	const accents = 'G\u00e4\u00dfe-L\u00f6w\u00f6-M\u00fc\u00fc7';
	const ofAccents = wantedFor([accents]);
	const bytes = [...Buffer.from(accents)];
	test.each([
		['read byte by byte', Buffer.from(accents).toString('latin1')],
		[
			'as Python prints bytes',
			bytes.map((byte) => (byte < 128 ? String.fromCharCode(byte) : `\\x${byte.toString(16)}`)).join(''),
		],
		['in Latin-1, read as UTF-8', Buffer.from(accents, 'latin1').toString('utf8')],
		['in plain letters', accents.replace(/[^\0-\x7f]/g, '?')],
		['in HTML, by name', 'G&auml;&szlig;e-L&ouml;w&ouml;-M&uuml;&uuml;7'],
	])('%s', (_, form) => {
		expect(shownWith(() => ofAccents)(`the service says "${form}" was sent`)).toBe(
			'the service says "[hidden]" was sent',
		);
	});
});

test('a key whose signs are written by name', () => {
	const ofSigns = wantedFor(['ab1!cd2$ef3_gh4*ij']);
	expect(shownWith(() => ofSigns)('no ab1&excl;cd2&dollar;ef3&lowbar;gh4&ast;ij here')).toBe(
		'no [hidden] here',
	);
});

describe('what else is cut out', () => {
	test.each([
		['a link', 'see https://bucket.s3.amazonaws.com/x.zip?X-Amz-Signature=abc now', 'see [link hidden] now'],
		['a link in quotes', '"http://127.0.0.1:5000/a?b=c"', '"[link hidden]"'],
		['a link in brackets', '(http://127.0.0.1/a)', '([link hidden])'],
		['a link to an address of IPv6', 'at https://[fd00::1]:81/secret/path there', 'at [link hidden] there'],
		['the same with a user', 'at https://ann@[::1]/a there', 'at [link hidden] there'],
		['the same without its scheme', 'at //[::ffff:10.0.0.1]/a there', 'at [link hidden] there'],
		['a link in brackets of its own', '[https://a.example/b]', '[[link hidden]]'],
		['a link without its scheme', 'at //dl.example.com/z there', 'at [link hidden] there'],
		['a link behind a name', 'Location:https://dl.example.com/z', 'Location:[link hidden]'],
		['a host with a query', 'at dl.example.com/z?sig=0123 there', 'at [link hidden] there'],
		['a path with a query', 'GET /api?alf_ticket=0123 failed', 'GET [link hidden] failed'],
		['a session in a path', 'at /a;jsessionid=0A1B there', 'at [link hidden] there'],
		['a link in JSON', 'at https:\\/\\/dl.example.com\\/z there', 'at [link hidden] there'],
		['an encoded link', 'at https%3A%2F%2Fdl.example.com%2Fz there', 'at [link hidden] there'],
		['a link encoded twice', 'at https%253A%252F%252Fdl.example.com there', 'at [link hidden] there'],
		['a link cut by tags', 'at https:/<b></b>/dl.example.com/z there', 'at [link hidden] there'],
		['a link with a scheme of its own', 'at s3://bucket/key there', 'at [link hidden] there'],
		['a host that begins with www', 'at www.example.com there', 'at [link hidden] there'],
		['the secret part of an address', 'lookup of abc-def1-files-1 failed', 'lookup of [hidden] failed'],
		[
			'the host of a secret address',
			'getaddrinfo ENOTFOUND abc-def1-files-1.node.containers.hoody.com',
			'getaddrinfo ENOTFOUND [hidden]',
		],
		['a key of the provider', 'sk_live_abcdefghijklmnop was refused', '[hidden] was refused'],
		['a key of the provider in large letters', 'SK_LIVE_ABCDEFGH was refused', '[hidden] was refused'],
		['a ticket', 'TICKET_0123456789abcdef expired', '[hidden] expired'],
		['a bearer token', 'Authorization: Bearer abc.def.ghi-jkl', 'Authorization: [hidden]'],
		['basic credentials', 'Authorization: Basic YW5uOnB3MTI=', 'Authorization: [hidden]'],
		['a JSON web token', 'eyJhbGciOi.eyJzdWIi.c2ln is old', '[hidden] is old'],
		['a named password', 'password=hunter2 is wrong', '[hidden] is wrong'],
		['a named token in JSON', '{"access_token":"a1b2c3d4"}', '{"access_token":"[hidden]"}'],
		['a long run of mixed letters', `key ${'aB3'.repeat(14)} old`, 'key [hidden] old'],
	])('%s', (_, text, clean) => {
		expect(shown(text)).toBe(clean);
	});
});

describe('what stays', () => {
	test.each([
		'node 4f1e-22 was not found',
		'The container has no such folder',
		'Basic authentication is off',
		'Bearer authentication is off',
		'node c0ffee00-1111-4222-8333-000000000001 was not found',
		'zip_download_pre_compressed_bytes_exceeded_limit',
		'sha 0123456789abcdef0123456789abcdef01234567 differs',
		'folder/file.txt and a/b//c',
		'Is it there? Ask Tom & Jerry = 2',
		'invalid token: expired',
		'5 < 6 > 4',
		'Straße, Müller, 日本語, 😀',
	])('%s', (text) => {
		expect(shown(text)).toBe(text);
	});

	test('short values are words of every day, unless they stand alone as the password', () => {
		const short = shownWith(() => wantedFor(['admin', 'abc', '!?#$']));
		expect(short('the administrator said abc')).toBe('the administrator said abc');
		expect(short('user admin said no')).toBe('user [hidden] said no');
		expect(short('it was !?#$ indeed')).toBe('it was [hidden] indeed');
	});
});

describe('one line, and short', () => {
	test.each([
		['tags', '<html><body><h1>502 Bad\n Gateway</h1></body></html>', '502 Bad Gateway'],
		['styles and scripts', '<style>b{}</style>a<script src=x>var b="<p>"</script>c<script>d', 'a c'],
		['comments', 'a<!-- b -->c', 'a c'],
		['control characters', 'a\u0000b\u001b[31mc\u202ed', 'a b [31mc d'],
		['an open tag', 'a <b c', 'a <b c'],
		['white space around', '  a  ', 'a'],
		['nothing', '', ''],
	])('%s', (_, text, clean) => {
		expect(shown(text)).toBe(clean);
	});

	test('what is too long is cut, after it was cleaned', () => {
		expect(shown('x'.repeat(1000))).toBe(`${'x'.repeat(300)}…`);
		expect(shown('x'.repeat(1000), 10)).toBe('xxxxxxxxxx…');
		expect(shown('x'.repeat(10), 10)).toBe('xxxxxxxxxx');
		expect(shown(`${'x'.repeat(8)} ${PASSWORD}`, 12)).toBe('xxxxxxxx [hi…');
	});

	test('nothing is looked at behind a constant length', () => {
		expect(shown(`${' '.repeat(LONGEST_LOOKED_AT)}late`)).toBe('');
		expect(shown(`${' '.repeat(LONGEST_LOOKED_AT - 4)}late`)).toBe('late');
	});
});

test('foreign words show nothing by themselves', () => {
	const words = new Foreign(PASSWORD);
	expect(`${String(words)} ${JSON.stringify(words)} ${JSON.stringify(Object.entries(words))}`).not.toContain(
		'Sw0rd',
	);
	expect(shown(words)).toBe('[hidden]');
});

describe('texts that were made to hurt: a megabyte costs what a page costs', () => {
	test.each([
		['<', '<'],
		['<script ', '<script '],
		['a-', 'a-'],
		['%25', '%25'],
		['&#x26;', '&#x26;'],
		['\\', '\\'],
		['://', '://'],
		['?a=', '?a='],
		['key:', 'key:'],
		['bearer ', 'bearer '],
		['eyJ.', 'eyJ.'],
	])('%s', (_, unit) => {
		const text = unit.repeat(1_000_000 / unit.length);
		const before = process.cpuUsage();
		for (let round = 0; round < 3; round++) shown(text);
		const { user, system } = process.cpuUsage(before);
		// A megabyte searched by a super-linear expression took minutes.
		expect((user + system) / 3_000).toBeLessThan(200);
	});
});

describe('what is kept as it came', () => {
	test.each(Object.entries(FORMS))('is known to hold a secret %s', (_name, write) => {
		expect(holdsOwnSecret({ shown }, `job-${write(TOKEN)}`)).toBe(true);
	});

	test.each(['', '0012345-261128', 'eyJhbGciOiJIUzI1NiJ9.e30.x', 'sk_live_abcdefgh', 'Ab1'.repeat(20)])(
		'%j may be an id, whatever it looks like',
		(id) => {
			expect(holdsOwnSecret({ shown }, id)).toBe(false);
		},
	);
});
