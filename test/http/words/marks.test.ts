import { markKeys } from '../../../nodes/shared/http/words/keys';
import { markLinks } from '../../../nodes/shared/http/words/links';
import { wantedFor } from '../../../nodes/shared/http/words/secretForms';
import { markLike, markSecrets, type Mark } from '../../../nodes/shared/http/words/secrets';
import { viewsOf, type View } from '../../../nodes/shared/http/words/view';

/** The pieces that are marked in a text, as it was sent. */
function marked(text: string, marking: (view: View, mark: Mark) => void): string[] {
	const found: string[] = [];
	marking(viewsOf(text)[0], (from, to) => found.push(text.slice(from, to)));
	return found;
}

it.each<[string, string[]]>([
	['see https://a.example/b?c=d now', ['https://a.example/b?c=d']],
	['x+1.2-y://a', ['x+1.2-y://a']],
	['(s3://a/b)', ['s3://a/b']],
	['at:https://a', ['https://a']],
	['_https://a', ['https://a']],
	['://a', ['://a']],
	['a=//b', ['//b']],
	['a://b', ['a://b']],
	['//b.example', ['//b.example']],
	['//[::1]/b', ['//[::1]/b']],
	['https://[FD00::1]:81/b', ['https://[FD00::1]:81/b']],
	['https://a@[::1]/b', ['https://a@[::1]/b']],
	['https://a.example/b[1]', ['https://a.example/b']],
	[`//[${'0'.repeat(46)}]/b`, []],
	['[::1]', []],
	['a,//b', ['//b']],
	['a;//b', ['//b']],
	['a:b//c', []],
	['a//b', []],
	['// b', []],
	['//-', []],
	['/a?b=c', ['/a?b=c']],
	['a&b=c', ['a&b=c']],
	['a?b', []],
	['a=b', []],
	['?=b', []],
	[`?${'a'.repeat(64)}=`, [`?${'a'.repeat(64)}=`]],
	[`?${'a'.repeat(65)}=`, []],
	['/a;jsessionid=1', ['/a;jsessionid=1']],
	['/a;JSESSIONID=1', ['/a;JSESSIONID=1']],
	['jsessionid=1', []],
	['www.a.example', ['www.a.example']],
	['WWW.a', ['WWW.a']],
	['xwww.a', []],
	['www.', []],
	['www a', []],
	['www.a|www.b', ['www.a', 'www.b']],
])('links in %s: %j', (text, links) => {
	expect(marked(text, markLinks)).toEqual(links);
});

it.each<[string, string[]]>([
	['Bearer abc123', ['Bearer abc123']],
	['bearer  abc123', ['bearer  abc123']],
	['BASIC abc12=', ['BASIC abc12=']],
	['Bearer abc12', []],
	['Bearer abcdef', []],
	['xBearer abc123', []],
	['Bearerabc123', []],
	['Digest abc123', []],
	['Bearer abcdefghijklmnopqrst', ['Bearer abcdefghijklmnopqrst']],
	['Bearer abcdefghijklmnopqrs', []],
	['Bearer abc.def', ['Bearer abc.def']],
	['Bearer abcdef.', []],
	['Bearer abc+def', ['Bearer abc+def']],
	['Bearer abc/def', ['Bearer abc/def']],
	['Bearer abc_def', ['Bearer abc_def']],
	['Bearer abc~def', ['Bearer abc~def']],
	['Bearer abc-def', ['Bearer abc-def']],
	...[
		'password',
		'PASSWD',
		'secret',
		'token',
		'signature',
		'ticket',
		'api_key',
		'apikey',
		'api-key',
		'access_key',
		'accesskey',
		'cookie',
	].map((name): [string, string[]] => [`${name}=a1b2`, ['a1b2']]),
	['password:a1b2', ['a1b2']],
	['"password":"a1b2"', ['a1b2']],
	["password'='a1b2'", ['a1b2']],
	['my_token=a1b2;c', ['a1b2']],
	['token=a1b2,c', ['a1b2']],
	['token=a1b2&c', ['a1b2']],
	['token=a1b2<c>', ['a1b2']],
	['token=a1b', []],
	['token a1b2', []],
	['token= a1b2', []],
	['token=expired', []],
	['word=a1b2', []],
	['eyJabcdef', ['eyJabcdef']],
	['eyJabcdef.ghi.jkl', ['eyJabcdef.ghi.jkl']],
	['eyJabcdef.', ['eyJabcdef']],
	['eyJabcde', []],
	['xeyJabcdef', []],
	['eyjabcdef', []],
	[`${'aB3'.repeat(13)}x`, [`${'aB3'.repeat(13)}x`]],
	['aB3'.repeat(13), []],
	['ab3'.repeat(14), []],
	['AB3'.repeat(14), []],
	['aBc'.repeat(14), []],
	[`- ${'aB3'.repeat(14)}.`, ['aB3'.repeat(14)]],
])('keys in %s: %j', (text, keys) => {
	expect(marked(text, markKeys)).toEqual(keys);
});

describe('secrets', () => {
	const secretsIn = (text: string, ...secrets: string[]) => {
		const left = text.split('');
		markSecrets(viewsOf(text)[0], wantedFor(secrets), (from, to) => left.fill('*', from, to));
		return left.join('');
	};

	it.each<[string, string, string]>([
		['a12345678b', '12345678', 'a********b'],
		['a1-2 3.4_5:6/7,8b', '12345678', 'a***************b'],
		['A', '12345678', 'A'],
		['1234567', '12345678', '1234567'],
		['x23456789y', '123456789', 'x********y'],
		// Six letters are found within others, four and five only where they stand alone.
		['xabcdefy', 'abcdef', 'x******y'],
		['abcde', 'abcde', '*****'],
		['-abcde-', 'abcde', '-*****-'],
		['xabcde', 'abcde', 'xabcde'],
		['abcdex', 'abcde', 'abcdex'],
		['abcde1', 'abcde', 'abcde1'],
		['üabcde', 'abcde', 'üabcde'],
		['abcd ABCD xabcd', 'abcd', '**** **** xabcd'],
		['abcdabcd', 'abcd', 'abcdabcd'],
		['a !?#$ b!?#$!?#$', '!?#$', 'a **** b********'],
		['a !?#', '!?#$', 'a !?#'],
		// Letters that grow with their case, and that are written in another way.
		['xİstanbul1y', 'istanbul1', 'x*********y'],
		['İabcdefg', 'İabcdefg', '********'],
		['xcafé-oléy', 'café-olé', 'x********y'],
		['xcafe\u0301-ole\u0301y', 'café-olé', 'x*********\u0301y'],
		['cafe\u0301-ole\u0301', 'cafe\u0301-ole\u0301', '*********\u0301'],
		['ΟΔΥΣΣΕΥΣ', 'ΟΔΥΣΣΕΥΣ', '********'],
		['οδυσσευς', 'ΟΔΥΣΣΕΥΣ', '********'],
		['℡-12345', 'tel12345', '*******'],
		['ＡＢＣＤＥＦ12', 'abcdef12', '********'],
		['[abcdef]', 'abcdef', '[******]'],
		['zabcdefz', 'zabcdefz', '********'],
		['0abcdef9', '0abcdef9', '********'],
		['/:@[`{', 'abcdef', '/:@[`{'],
	])('%s without %s: %s', (text, secret, left) => {
		expect(secretsIn(text, secret)).toBe(left);
	});

	it('of a provider are known by what they look like', () => {
		expect(marked('a sk_1 SK_2 b', (view, mark) => markLike(view, /sk_\d/, mark))).toEqual(['sk_1', 'SK_2']);
		expect(marked('abc', (view, mark) => markLike(view, /x*/, mark))).toEqual([]);
	});
});
