import type { Measures } from './child/measure';
import type { Condition } from './conditions';

/** One measured run. */
export interface Sample extends Omit<Measures, 'lateTurns'> {
	/** Longest time, in ms, that the event loop did not come round though it had a core, and the core was running. */
	stall: number;
	archive: string;
	contender: string;
	/** Major version of the Node it ran on. */
	node: number;
	round: number;
	/** What else went on on the machine. */
	condition: Condition;
}

/** A run that gave no figures, or whose output was wrong: its figures don't count. */
export interface Fault {
	archive: string;
	contender: string;
	node: number;
	reason: string;
}

export interface Results {
	samples: Sample[];
	faults: Fault[];
}

export function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** A fixed place in the results. */
export type Where = Partial<Pick<Sample, 'archive' | 'contender' | 'node' | 'condition'>>;

export function samplesOf({ samples }: Results, where: Where): Sample[] {
	return samples.filter((sample) =>
		Object.entries(where).every(([key, value]) => sample[key as keyof Where] === value),
	);
}

/** Wall time, or the processor's. */
export type Clock = 'seconds' | 'processor';

/** Median of the times; undefined where there is none. */
export function seconds(results: Results, where: Where, clock: Clock = 'seconds'): number | undefined {
	const found = samplesOf(results, where);
	return found.length === 0 ? undefined : median(found.map((sample) => sample[clock]));
}

/** The worst of all runs there: what a user meets. */
export function worst(
	results: Results,
	what: 'growth' | 'stall' | 'wallStall',
	where: Where,
): number | undefined {
	const found = samplesOf(results, where);
	return found.length === 0 ? undefined : Math.max(...found.map((sample) => sample[what]));
}

/** Time of one against time of the other within each round, and the median of these: rounds on a busy machine differ. */
export function ratio(
	results: Results,
	one: Where,
	other: Where,
	clock: Clock = 'seconds',
): number | undefined {
	const ratios = samplesOf(results, one).flatMap((sample) => {
		const against = samplesOf(results, other).find(
			({ round, node, condition }) =>
				round === sample.round && node === sample.node && condition === sample.condition,
		);
		return against === undefined ? [] : [sample[clock] / against[clock]];
	});
	return ratios.length === 0 ? undefined : median(ratios);
}
