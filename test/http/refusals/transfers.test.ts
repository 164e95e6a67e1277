import { brokeOff, stalled, timeIsUp, tooLong, tooSlow } from '../../../nodes/shared/http/refusals';

const LOST = {
	message: 'The connection to Box broke off',
	description:
		'The transfer ended before its last byte. Run the node again, or turn on Retry On Fail in its settings.',
	code: 'CONNECTION_LOST',
	clean: true,
};

describe('a transfer that broke off', () => {
	test.each<[string, unknown, string | null]>([
		['with the code of the network', { code: 'ECONNRESET' }, 'ECONNRESET'],
		['with a long one', { code: 'E'.repeat(61) }, 'E'.repeat(60)],
		['with none', new Error('aborted'), null],
		['with one that is no text', { code: 7 }, null],
		['for nothing', null, null],
		['for no reason', undefined, null],
		['for a text', 'ECONNRESET', null],
	])('%s', (_, cause, serviceCode) => {
		expect(brokeOff('Box', cause)).toMatchObject({ ...LOST, serviceCode });
	});

	test('because nobody can decode it', () => {
		expect(brokeOff('Box', { code: 'Z_DATA_ERROR' })).toMatchObject({
			message: 'Box sent something that cannot be decoded',
			description:
				'It says that it packed its answer in a way in which it did not. Look for a proxy on the way that changes answers. (Z_DATA_ERROR)',
			code: 'UNEXPECTED_ANSWER',
			serviceCode: 'Z_DATA_ERROR',
			clean: true,
		});
	});
});

test.each([
	[
		stalled('Box', 1_499),
		'Box stopped sending',
		'No byte arrived for 1 seconds. Run the node again, or allow a longer Stall Timeout in its options.',
		'TRANSFER_TOO_SLOW',
	],
	[
		tooSlow('Box', 12.5),
		'Box sends too slowly',
		'Only 13 bytes a second arrived. Run the node again later, or allow a smaller Least Speed in its options.',
		'TRANSFER_TOO_SLOW',
	],
	[
		tooLong('Box'),
		'The transfer from Box takes too long',
		'Ask for fewer files at a time, or allow a longer Longest Transfer in the options.',
		'TIME_IS_UP',
	],
	[
		timeIsUp('Box'),
		'The time for the archive from Box is up',
		'Allow a longer Timeout, or ask for fewer files at a time.',
		'TIME_IS_UP',
	],
])('%s', (refusal, message, description, code) => {
	expect(refusal).toMatchObject({ message, description, code, clean: true });
});
