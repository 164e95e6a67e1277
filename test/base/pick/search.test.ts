import { inOneLine, minuteOf, pathSearched, wanted } from '../../../nodes/shared/base/pick/search';

it.each([
	['', 'anything', true],
	['  ', 'anything', true],
	['rep 2026', 'Reports 2026', true],
	['2026 REP', 'Reports 2026', true],
	['rep 2027', 'Reports 2026', false],
	['é', 'Été', true],
])('the search %j in %j: %p', (search, text, found) => {
	expect(wanted(search)(text)).toBe(found);
});

it.each([
	['Reports/2026/', { folder: 'Reports/2026', begin: '' }],
	['Reports/20', { folder: 'Reports', begin: '20' }],
	['/REP', { folder: '', begin: 'rep' }],
	['/', { folder: '', begin: '' }],
	['Reports', null],
	['', null],
	['https://app.example/x', null],
])('%j as a path is %j', (search, path) => {
	expect(pathSearched(search)).toEqual(path);
});

it.each([
	['2026-11-20T09:00:00Z', '2026-11-20 09:00'],
	['2026-11-20 09:00:01', '2026-11-20 09:00'],
	['yesterday', ''],
	['', ''],
	[null, ''],
])('%j is %j to the minute', (moment, minute) => {
	expect(minuteOf(moment)).toBe(minute);
});

it('puts in one line what is known', () => {
	expect(inOneLine('a', '', null, 'b')).toBe('a · b');
	expect(inOneLine(null)).toBe('');
});
