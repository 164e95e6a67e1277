import type { INodeProperties } from 'n8n-workflow';
import { flag } from '../base/fields';
import type { Fields } from '../contract';

/** What lets a node end or delete what another execution made. */
export const otherExecutionsField: INodeProperties = {
	displayName: 'Include Archives of Other Executions',
	name: 'otherExecutions',
	type: 'boolean',
	default: false,
	description:
		'Whether archives that this execution did not create may be cancelled and deleted as well. Turn it on only where nobody else can send items to this node.',
};

/** Why nothing was done, where this execution did not make the archive. */
export const NOT_MADE_HERE =
	'this execution did not create it. Turn on "Include Archives of Other Executions" in the options to allow it';

/** Whether the user allows it. */
export function mayTouchOthers(fields: Fields): boolean {
	return flag(fields, 'otherExecutions');
}
