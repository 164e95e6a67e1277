import { lettersIn, lettersOf, wantedFor } from '../../../nodes/shared/http/words/secretForms';

it.each([
	['Ab-1 ü_2', 'ab1u2'],
	['u\u0308', 'u'],
	['İΣ', 'iσ'],
	['ΣΑΣ', 'σασ'],
	['℡ ㎏', 'telkg'],
	['𝐀', 'a'],
	['ＡＢ', 'ab'],
	['--', ''],
])('the letters of %s are %s', (text, letters) => {
	expect(lettersOf(text)).toBe(letters);
});

test('plain signs are folded at once as they are one by one', () => {
	const plain = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)).join('');
	expect(lettersOf(plain)).toBe('0123456789abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz');
	for (const text of [plain, plain.slice(32, 127), 'A-b_C.9', '', '~ ~', 'İx', 'aſb'])
		expect(lettersOf(text)).toBe(Array.from(text, lettersIn).join(''));
	expect(lettersOf('x'.repeat(20_000))).toHaveLength(16_384);
});

describe('what is looked for', () => {
	// As it is; in Base64 behind no, one and two bytes, without what depends on these; in hexadecimal.
	it.each<[secret: string, whole: string[], signs: string[], grams: string[]]>([
		['abcd', ['abcd', 'ywjjz', 'fiy2', 'hymnk'], [], ['61626364']],
		[' ABCD\n', ['abcd', 'qujdr', 'fcq0', 'bqkne'], [], ['41424344']],
		['abc', ['ywjj', '616263'], [], []],
		['!?#$', ['it8jj', 'hpymk'], ['!?#$', 'e_iy'], ['213f2324']],
		['!?#', ['it8j', '213f23'], [], []],
		['A!?#', ['qsei', 'ehpy', 'bit8j'], ['a!?#'], ['41213f23']],
		['', [], [], []],
		// Of an address its host, and what has digits in it: "words" is one.
		['https://ab.cd/x', ['abcd'], [], ['61622e63', '1622e636', '622e6364']],
		['https://a.b/', [], [], []],
		['https://', [], [], []],
	])('of %j', (secret, whole, signs, grams) => {
		const wanted = wantedFor([secret]);
		expect({ ...wanted, grams: [...wanted.grams] }).toEqual({ whole, signs, grams });
	});

	it.each<[secret: string, found: string[], not: string[]]>([
		['abc-defghi', ['abcdefgh', 'bcdefghi'], ['cdefghi']],
		['abcdefgh', ['abcdefgh'], []],
		// A ticket in Base64 is looked for as what it says as well.
		[Buffer.from('TICKET_12345').toString('base64'), ['ticket12', 'icket123', 'cket1234', 'ket12345'], []],
		[Buffer.from('12345678').toString('base64'), ['12345678'], []],
		[Buffer.from('ab345678').toString('base64'), ['ab345678'], []],
		// What says nothing that anybody could read is not.
		[Buffer.from('TICKET\n12345').toString('base64'), [], ['ticket12']],
		[Buffer.from('TICKET_\u00fc12345678').toString('base64'), [], ['12345678']],
		[`x ${Buffer.from('TICKET_12345').toString('base64')}`, [], ['ticket12']],
		[`${Buffer.from('TICKET_12345').toString('base64')}!`, [], ['ticket12']],
		[
			'https://abc1-def2.node.example.com/k3y4567890/containers/a1',
			['abc1def2', 'k3y45678', '3y456789', 'y4567890'],
			['containe', 'exampleco', 'nodeexam'],
		],
		['HTTP://abc1-def2.example/', ['abc1def2'], ['httpabc1']],
		['xhttps://abc-def.example/', ['httpsabc'], []],
	])('of %j are the pieces', (secret, found, not) => {
		const { grams } = wantedFor([secret]);
		expect(found.filter((gram) => !grams.has(gram))).toEqual([]);
		expect(not.filter((gram) => grams.has(gram))).toEqual([]);
	});

	it('of several is that of each', () => {
		expect(wantedFor(['abcd', '!?#$']).whole).toEqual(['abcd', 'ywjjz', 'fiy2', 'hymnk', 'it8jj', 'hpymk']);
	});

	it('is no more of one that is too long than a token has', () => {
		const { grams } = wantedFor([`${'x'.repeat(8_185)}1234567890`]);
		expect([grams.has('x1234567'), grams.has('12345678')]).toEqual([true, false]);
	});
});
