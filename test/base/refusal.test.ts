import { RangesUnavailable } from '../../nodes/shared/base/rangesUnavailable';
import { Refusal } from '../../nodes/shared/base/refusal';
import { Stopped } from '../../nodes/shared/base/stopped';

it('a refusal of which nothing more is known is about what was entered', () => {
	const refusal = new Refusal('It is empty', 'Fill it.');
	expect(refusal).toBeInstanceOf(Error);
	expect(refusal.message).toBe('It is empty');
	expect(Object.fromEntries(Object.entries(refusal))).toEqual({
		name: 'Refusal',
		description: 'Fill it.',
		code: 'BAD_INPUT',
		status: null,
		serviceCode: null,
		retryAfter: null,
		clean: false,
	});
});

it('a refusal keeps each of its facts', () => {
	const facts = { code: 'NOT_FOUND', status: 404, serviceCode: 'gone', retryAfter: 0, clean: true } as const;
	expect(new Refusal('It is gone', 'Ask again.', facts)).toMatchObject(facts);
});

it.each([
	[
		new Stopped(),
		'Stopped',
		'The execution was stopped',
		'Somebody pressed Stop, or n8n reached the time limit of the workflow.',
	],
	[new RangesUnavailable(), 'RangesUnavailable', '', undefined],
])('%s is known by its name', (error, name, message, description) => {
	expect(error).toBeInstanceOf(Error);
	expect(error).toMatchObject({ name, message });
	expect('description' in error ? error.description : undefined).toBe(description);
});
