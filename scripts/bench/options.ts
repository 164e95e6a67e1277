import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MOST_AT_ONCE } from '../../nodes/shared/panel/atOnceField';
import { type Condition, TITLES } from './conditions';

/** What the command line asks for. */
export interface Options {
	/** Print the bars and fail when one is missed. */
	check: boolean;
	/** Small archives, for development: the figures mean little and nothing is written to docs. */
	quick: boolean;
	/** Archives to compare on (a to f), `sizes` and `items`; empty for all. */
	only: string[];
	rounds: number;
	/** Values of Archives at Once to try on `items`; empty for the one that the nodes begin with. */
	atOnce: number[];
	conditions: Condition[];
	/** Path of the Node for the comparison. */
	node: string | null;
	/** Where archives are kept between runs. */
	folder: string;
	/** Where contenders write; null for the place that disturbs least. */
	out: string | null;
}

const USAGE = `npm run bench -- [--check] [--quick] [--only a,c,sizes,items] [--rounds 3] [--at-once 5,10,20] [--conditions quiet,core,busy] [--node PATH] [--dir FOLDER] [--out FOLDER]`;

/** @throws when an option is unknown or makes no sense; the message shows the usage */
export function readOptions(args: string[]): Options {
	const { values } = parseArgs({
		args,
		options: {
			check: { type: 'boolean', default: false },
			quick: { type: 'boolean', default: false },
			only: { type: 'string', default: '' },
			rounds: { type: 'string', default: '3' },
			'at-once': { type: 'string', default: '' },
			conditions: { type: 'string', default: 'quiet,core,busy' },
			node: { type: 'string' },
			out: { type: 'string' },
			dir: { type: 'string', default: join(tmpdir(), 'n8n-nodes-archives-bench') },
		},
	});
	const only = values.only.split(',').filter((name) => name !== '');
	const rounds = Number(values.rounds);
	const atOnce = values['at-once']
		.split(',')
		.filter((value) => value !== '')
		.map(Number);
	const conditions = values.conditions.split(',').filter(isCondition);
	if (
		!only.every((name) => /^([a-f]|sizes|items)$/.test(name)) ||
		!Number.isInteger(rounds) ||
		rounds < 1 ||
		!atOnce.every((value) => Number.isInteger(value) && value >= 1 && value <= MOST_AT_ONCE) ||
		conditions.length === 0
	) {
		throw new Error(`Usage: ${USAGE}`);
	}
	return {
		...values,
		only,
		rounds,
		atOnce,
		conditions,
		node: values.node ?? null,
		folder: values.dir,
		out: values.out ?? null,
	};
}

function isCondition(name: string): name is Condition {
	return name in TITLES;
}
