import { viewsOf } from '../../../nodes/shared/http/words/view';

/** Each view with the piece of the text that was sent for each of its characters. */
const read = (text: string) =>
	viewsOf(text).map((view) => [
		view.text,
		view.from.map((from, index) => text.slice(from, view.to[index])).join('|'),
	]);

it.each<[string, Array<[text: string, places: string]>]>([
	['', [['', '']]],
	['ab', [['ab', 'a|b']]],
	// What might be an escape and is none: one view.
	['5%', [['5%', '5|%']]],
	['a<b', [['a<b', 'a|<|b']]],
	['ü', [['ü', 'ü']]],
	[
		'a%2Fb',
		[
			['a%2Fb', 'a|%|2|F|b'],
			['a/b', 'a|%2F|b'],
		],
	],
	[
		'%252F',
		[
			['%252F', '%|2|5|2|F'],
			['%2F', '%25|2|F'],
			['/', '%252F'],
		],
	],
	[
		'a<b>c',
		[
			['a<b>c', 'a|<|b|>|c'],
			['ac', 'a|c'],
		],
	],
	[
		'&lt;b>c',
		[
			['&lt;b>c', '&|l|t|;|b|>|c'],
			['<b>c', '&lt;|b|>|c'],
			['c', 'c'],
		],
	],
	[
		'a\\/b',
		[
			['a\\/b', 'a|\\|/|b'],
			['a/b', 'a|/|b'],
		],
	],
	// A ligature is two letters, which share its place; an emoji has two halves.
	[
		'ﬁx',
		[
			['ﬁx', 'ﬁ|x'],
			['fix', 'ﬁ|ﬁ|x'],
		],
	],
	[
		'Ａ',
		[
			['Ａ', 'Ａ'],
			['A', 'Ａ'],
		],
	],
	[
		'%F0%9F%98%80',
		[
			['%F0%9F%98%80', '%|F|0|%|9|F|%|9|8|%|8|0'],
			['😀', '%F0%9F%98%80|%F0%9F%98%80'],
		],
	],
	// What is not seen, and what only sits on a letter.
	[
		'a\u200bb',
		[
			['a\u200bb', 'a|\u200b|b'],
			['ab', 'a|b'],
		],
	],
	[
		'a\u00adb',
		[
			['a\u00adb', 'a|\u00ad|b'],
			['ab', 'a|b'],
		],
	],
	[
		'e\u0301',
		[
			['e\u0301', 'e|\u0301'],
			['e', 'e'],
		],
	],
])('%j', (text, views) => {
	expect(read(text)).toEqual(views);
});

it('undoes four layers, and no more', () => {
	expect(viewsOf('%25252525252f').map(({ text }) => text)).toEqual([
		'%25252525252f',
		'%252525252f',
		'%2525252f',
		'%25252f',
		'%252f',
	]);
});

test('a ligature reads as its letters, and one of eighteen as itself: texts must not grow', () => {
	expect(viewsOf('\ufb01n').at(-1)?.text).toBe('fin');
	expect(viewsOf('\ufdfa'.repeat(10)).every(({ text }) => text.length === 10)).toBe(true);
});

test('no more of a text is looked at than of any other', () => {
	expect(viewsOf('%25'.repeat(10_000)).map(({ text }) => text.length)).toEqual([4096, 1366]);
});
