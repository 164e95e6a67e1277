import type { INodeProperties } from 'n8n-workflow';
import { atOnceField } from '../shared/panel/atOnceField';
import { createOptions } from '../shared/panel/createFields';
import { inputFieldsField } from '../shared/panel/inputFieldsField';
import { otherExecutionsField } from '../shared/panel/otherExecutions';
import { shownWhere, under } from '../shared/panel/shownFor';
import { stallTimeoutField } from '../shared/panel/stallTimeoutField';
import { timeoutField, waitOptions } from '../shared/panel/waitFields';
import { LEAST_SPEED_KIB, LONGEST_TRANSFER_SECONDS } from '../shared/run/session';
import { forNew, optionUnlessBinary } from './archiveFrom';
import { operations } from './operations';
import { outputField } from './operations/outputField';
import { transferOptions } from './operations/transferOptions';

const all = Object.values(operations);
const canRemove = shownWhere(({ remove }) => remove !== undefined, '/');
const waitedFor = shownWhere(({ nothingToWaitFor }) => nothingToWaitFor === undefined, '/');

const ofServices: INodeProperties[] = [
	{
		displayName: 'Delete on the Server Afterwards',
		name: 'deleteAfterwards',
		type: 'boolean',
		default: false,
		displayOptions: canRemove,
		description: 'Whether to delete the archive from the service once all of it was read',
	},
	under({ ...otherExecutionsField, displayOptions: canRemove }, { hide: { '/archiveFrom': ['new'] } }),
	{
		displayName: 'Least Speed (KiB/s)',
		name: 'leastSpeed',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: LEAST_SPEED_KIB,
		description:
			'A transfer that is slower than this for half a minute ends. Only time spent waiting for the service counts; 0 takes any speed.',
	},
	{
		displayName: 'Longest Transfer',
		name: 'longestTransfer',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: LONGEST_TRANSFER_SECONDS,
		description: 'Seconds that it may take to transfer an archive, however fast it is',
	},
	stallTimeoutField,
];

/** Where there is something to wait for. */
const ofWaiting = [timeoutField, ...waitOptions].map((field) => under(field, waitedFor));

/** Each option once, shown for the operations that read it. */
function forOperations(): INodeProperties[] {
	const fields = new Set(all.flatMap((operation) => operation.options));
	return [...fields].map((field) => {
		const readers = all.filter((operation) => operation.options.includes(field)).map(({ value }) => value);
		const shown = { ...field, displayOptions: { show: { '/operation': readers } } };
		return transferOptions.includes(field) ? optionUnlessBinary(shown) : shown;
	});
}

export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		atOnceField,
		inputFieldsField,
		{ ...outputField, displayOptions: { show: { '/operation': ['downloadZip', 'unpack'] } } },
		...ofServices.map(optionUnlessBinary),
		...forOperations(),
		...[...createOptions, ...ofWaiting].map((field) => forNew(field, '/archiveFrom')),
	].sort((a, b) => a.displayName.localeCompare(b.displayName)),
};
