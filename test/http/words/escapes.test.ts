import { escapeAt } from '../../../nodes/shared/http/words/escapes';

/** Where an escape begins: nothing before it may matter. */
const AT = 2;

describe('an escape stands for', () => {
	it.each<[string, string, number]>([
		// Of a URL: the length is that of the escape.
		['%2F', '/', 3],
		['%2f', '/', 3],
		['%7e', '~', 3],
		['%7f', '\x7f', 3],
		['%00', '\0', 3],
		['%C3%BC', 'ü', 6],
		['%df%bf', '\u07ff', 6],
		['%E2%82%AC', '€', 9],
		['%ef%bf%bd', '\ufffd', 9],
		['%F0%9F%98%80', '😀', 12],
		['%u00FC', 'ü', 6],
		['%U002f', '/', 6],
		// What is no UTF-8 is a byte for itself.
		['%80', '\x80', 3],
		['%FC', 'ü', 3],
		['%C3x', 'Ã', 3],
		['%C3%', 'Ã', 3],
		['%E2%82x', 'â', 3],
		['%F0%9F%98', 'ð', 3],
		['%c3%2f', 'Ã', 3],
		// Of JSON and JavaScript.
		['\\u002f', '/', 6],
		['\\u002F', '/', 6],
		['\\U00fc', 'ü', 6],
		['\\x2f', '/', 4],
		['\\X2F', '/', 4],
		['\\/', '', 1],
		['\\"', '', 1],
		['\\\\', '', 1],
		['\\u002', '', 1],
		['\\u002g', '', 1],
		['\\x2', '', 1],
		['\\x2g', '', 1],
		['\\n', '', 1],
		['\\', '', 1],
		// Of HTML.
		['&amp;', '&', 5],
		['&AMP;', '&', 5],
		['&apos;', '', 6],
		['&colon;', ':', 7],
		['&equals;', '=', 8],
		['&gt;', '>', 4],
		['&lt;', '<', 4],
		['&nbsp;', ' ', 6],
		['&num;', '', 5],
		['&period;', '.', 8],
		['&plus;', '', 6],
		['&quest;', '?', 7],
		['&quot;', '"', 6],
		['&sol;', '/', 5],
		// Which letter it is counts, and not what stands above it.
		['&uuml;', 'u', 6],
		['&Uuml;', 'u', 6],
		['&eacute;', 'e', 8],
		['&ccedil;', 'c', 8],
		['&Aring;', 'a', 7],
		['&szlig;', 'ß', 7],
		// Any other is a sign.
		['&lowbar;', '', 8],
		['&excl;', '', 6],
		['&ast;', '', 5],
		['&none;', '', 6],
		['&#47;', '/', 5],
		['&#047;', '/', 6],
		['&#x2f;', '/', 6],
		['&#X2F;', '/', 6],
		['&#1;', '\x01', 4],
		['&#x1F600;', '😀', 9],
		['&#1114111;', '\u{10ffff}', 10],
		['&#x10FFFF;', '\u{10ffff}', 10],
	])('%s: %j', (escape, character, length) => {
		expect(escapeAt(`ab${escape}`, AT)).toEqual({ character, end: AT + length });
		// What follows has no say in it.
		expect(escapeAt(`%2${escape}\u00fczz;`, AT)).toEqual({ character, end: AT + length });
	});
});

it.each([
	'a',
	'',
	'/',
	'%',
	'%2',
	'%g0',
	'%0g',
	'%2 ',
	'%u00F',
	'%u00Fg',
	'%x41',
	'&',
	'&;',
	'&amp',
	'&amp ;',
	'&no ne;',
	'&constructor;',
	'&a#47;',
	'&#;',
	'&#x;',
	'&#xg;',
	'&#4a;',
	'&#-4;',
	'&#x2f2g;',
	'&#0;',
	'&#x0;',
	'&#1114112;',
	'&#x110000;',
	// Longer than any that counts.
	'&#0000000047;',
	'&equalsequals;',
])('%s is none', (text) => {
	expect(escapeAt(`ab${text}`, AT)).toBeNull();
});
