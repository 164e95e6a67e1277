import type { INodeProperties } from 'n8n-workflow';
import { numberField, textField, type Fields } from '../../shared/base/fields';
import { PATIENCE, type Patience } from '../../shared/transfer/patience';

const ATTEMPTS: number = PATIENCE.attempts;
const LONGEST_PAUSE_SECONDS = Math.round(PATIENCE.longestPause / 1000);

/** The options of everything that fetches an archive. */
export const transferOptions: INodeProperties[] = [
	{
		displayName: 'Attempts After a Break',
		name: 'attempts',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: ATTEMPTS,
		description:
			'How often in a row a transfer that broke is taken up again, where it broke, before it is given up. Counting begins anew when more arrives.',
	},
	{
		displayName: 'Incomplete Archives',
		name: 'incomplete',
		type: 'options',
		options: [
			{
				name: 'Refuse',
				value: 'refuse',
				description: 'End with a message that says what is missing',
			},
			{
				name: 'Tell',
				value: 'tell',
				description: 'Give out what is there, with a warning that says what is missing',
			},
		],
		default: 'tell',
		description:
			'What to do when the archive holds less than the service announced, or the service says that it left files out',
	},
	{
		displayName: 'Longest Pause Between Attempts',
		name: 'longestPause',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: LONGEST_PAUSE_SECONDS,
		description: 'In seconds. Pauses begin with half a second and double up to this.',
	},
];

/** How a broken transfer is taken up again. @throws Refusal on numbers that are none */
export function patienceIn(fields: Fields): Patience {
	const attempts = numberField(fields, 'attempts', 'Attempts After a Break', ATTEMPTS);
	const seconds = numberField(
		fields,
		'longestPause',
		'Longest Pause Between Attempts',
		LONGEST_PAUSE_SECONDS,
	);
	return { attempts: Math.floor(attempts), longestPause: seconds * 1000 };
}

/** Whether an archive that lacks something is refused. */
export function refusesIncomplete(fields: Fields): boolean {
	return textField(fields, 'incomplete') === 'refuse';
}
