import { quoteOf } from '../../nodes/shared/http/refusals';
import { wantedFor } from '../../nodes/shared/http/words/secretForms';
import { shownWith } from '../../nodes/shared/http/words/shown';
import { wordsIn } from '../../nodes/shared/recipes/answers/wordsIn';

const shown = shownWith(() => wantedFor(['k3y-of-the-kingdom']));
const quoted = (body: unknown) => quoteOf(JSON.stringify(body), shown, wordsIn);

test.each<[string, unknown, string]>([
	[
		'lists below a field',
		{ field: { products: [{ message: 'This field is required' }] } },
		'products: This field is required',
	],
	['Django REST', { products: ['This field is required.'] }, 'products: This field is required.'],
	['Django REST, no field', { non_field_errors: ['Pick two or more.'] }, 'Pick two or more.'],
	[
		'RFC 9457',
		{
			title: 'Not valid',
			detail: 'Two values are wrong',
			errors: [{ detail: 'must be positive', pointer: '#/age' }],
		},
		'Two values are wrong; #/age: must be positive',
	],
	[
		'RFC 9457 alone',
		{ type: 'https://example.com/x', title: 'Not valid', status: 400, detail: 'No such product' },
		'No such product',
	],
	[
		'JSON:API',
		{
			errors: [
				{
					status: '422',
					code: 'E1',
					title: 'Invalid',
					detail: 'Name is too short',
					source: { pointer: '/data/name' },
				},
			],
		},
		'/data/name: Name is too short',
	],
	[
		'Rails and Laravel',
		{ message: 'The given data was invalid.', errors: { name: ['is too short', 'is taken by another'] } },
		'The given data was invalid.; name: is too short; name: is taken by another',
	],
	[
		'Google',
		{
			error: {
				code: 400,
				message: 'Bad request',
				details: [{ fieldViolations: [{ field: 'size', description: 'Too large' }] }],
			},
		},
		'Bad request; size: Too large',
	],
	[
		'FastAPI',
		{
			detail: [
				{ loc: ['body', 'name'], msg: 'Field required', type: 'missing', input: { password: 'hunter two' } },
			],
		},
		'name: Field required',
	],
	['texts below errors', { errors: { name: 'is too short' } }, 'name: is too short'],
	['a list of texts', { errors: ['One is wrong', 'Two is wrong'] }, 'One is wrong; Two is wrong'],
	['what the general guess finds', { error: 'Log in failed' }, 'Log in failed'],
	['a lone word', { message: 'Unauthorized' }, 'Unauthorized'],
	[
		'nothing of what was sent',
		{ message: 'No', request: { errors: ['a b'], headers: { authorization: ['Bearer abc def'] } } },
		'No',
	],
	['no ids', { status: 'error', ids: ['a', 'b'], path: '/x y' }, ''],
	[
		'no more than four',
		{ errors: Array.from({ length: 50 }, (_, n) => `Entry ${n} is wrong`) },
		'Entry 0 is wrong; Entry 1 is wrong; Entry 2 is wrong; Entry 3 is wrong',
	],
])('the words of a refusal: %s', (_name, body, words) => {
	expect(quoted(body).words).toBe(words);
});

test('a code beside them stays one', () => {
	expect(quoted({ code: 'invalid', errors: { name: ['is too short'] } })).toEqual({
		code: 'invalid',
		words: 'name: is too short',
	});
});

test('a secret in them is not shown', () => {
	const { words } = quoted({ errors: { name: ['no user has k3y-of-the-kingdom here'] } });
	expect(words).toContain('name: no user has');
	expect(words).not.toContain('k3y-of-the-kingdom');
});

test('an answer made to hurt is walked through no further than some values', () => {
	let seen = 0;
	/** An object whose members are counted when they are read. */
	const counted = (members: Array<[name: string, value: unknown]>): Record<string, unknown> => {
		const got = members.map(([name, value]): [string, PropertyDescriptor] => [
			name,
			{
				enumerable: true,
				get() {
					seen++;
					return value;
				},
			},
		]);
		return Object.defineProperties({}, Object.fromEntries(got));
	};
	let deep: unknown = 'a b';
	for (let n = 0; n < 4_000; n++) deep = counted([['errors', [deep]]]);
	expect(wordsIn({ errors: deep })).toBeUndefined();
	expect(seen).toBeLessThan(10);
	expect(wordsIn(counted(Array.from({ length: 4_000 }, (_, n) => [`k${n}`, { errors: 1 }])))).toBeUndefined();
	expect(seen).toBeLessThan(210);
	expect(seen).toBeGreaterThan(50);
});
