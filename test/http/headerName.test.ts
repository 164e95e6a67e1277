import { isHeaderName } from '../../nodes/shared/http/headerName';

test.each(['X-Api-Key', 'x', "a!#$%&'*+.^`|~_0-z"])('%s can be the name of a header', (name) => {
	expect(isHeaderName(name)).toBe(true);
});

test.each(['', 'X-Key:', ':X', 'X Key', 'X-Key\n', 'Schlüssel', '(x)', 'a/b', 'a"b'])(
	'%j can not',
	(name) => {
		expect(isHeaderName(name)).toBe(false);
	},
);
