import { printTable } from '../table';
import type { SeenRequest } from './server';
import type { Verdict } from './verdict';
import type { Memory } from './worker';

/** Bytes by which memory may be above where it was after the first round, which warms up. */
const MOST_GROWTH = 32 * 1024 * 1024;
/** Of all archives: what passes by itself must not be told as an end. */
const LEAST_DELIVERED = 0.8;
/** Of all requests: less would show nothing. */
const LEAST_FAULTS = 0.04;
const MOST_SECONDS = 300;

interface Row {
	archives: number;
	delivered: number;
	told: number;
	requests: number;
	faults: number;
	misses: number;
}

const mib = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;

/** What came of all runs. */
export class Tally {
	private readonly rows = new Map<string, Row>();
	private readonly faults = new Map<string, number>();
	private readonly codes = new Map<string, number>();
	private readonly misses: string[] = [];

	add(
		service: string,
		archives: number,
		{ delivered, told, misses }: Verdict,
		requests: SeenRequest[],
	): void {
		const row = this.rows.get(service) ?? {
			archives: 0,
			delivered: 0,
			told: 0,
			requests: 0,
			faults: 0,
			misses: 0,
		};
		this.rows.set(service, row);
		row.archives += archives;
		row.delivered += delivered;
		row.requests += requests.length;
		row.misses += misses.length;
		this.misses.push(...misses.map((miss) => `${service}: ${miss}`));
		for (const [code, times] of Object.entries(told)) {
			row.told += times;
			count(this.codes, code, times);
		}
		for (const { fault, status } of requests) {
			if (fault === undefined) continue;
			row.faults += 1;
			count(this.faults, fault === 'status' ? `status ${status}` : fault, 1);
		}
	}

	/** Prints it. @param memory after each round @returns whether all bars are met */
	report(memory: readonly Memory[], seconds: number): boolean {
		const total: Row = { archives: 0, delivered: 0, told: 0, requests: 0, faults: 0, misses: 0 };
		for (const row of this.rows.values()) for (const key of keysOf(row)) total[key] += row[key];
		const cells = ([name, row]: [string, Row]) => [name, ...keysOf(row).map((key) => String(row[key]))];
		printTable(['Service', ...keysOf(total)], [...this.rows, ['all', total] as [string, Row]].map(cells));
		console.log(`\nFaults: ${listed(this.faults)}\nTold: ${listed(this.codes)}`);
		for (const miss of this.misses.slice(0, 40)) console.log(`  MISSED ${miss}`);
		const [first, ...later] = memory;
		const growth = Math.max(0, ...later.map(({ inUse }) => inUse - first.inUse));
		console.log(
			`In use after garbage was collected (heapUsed + external): ${memory.map(({ inUse }) => mib(inUse)).join(', ')}`,
		);
		console.log(`Resident: ${memory.map(({ resident }) => mib(resident)).join(', ')}\n`);
		const bars: Array<[string, boolean]> = [
			[`${total.misses} misses`, total.misses === 0],
			[`${total.archives} archives, each delivered or told`, total.delivered + total.told === total.archives],
			[
				`${percent(total.delivered, total.archives)} delivered`,
				total.delivered >= LEAST_DELIVERED * total.archives,
			],
			[
				`${percent(total.faults, total.requests)} of the requests went wrong`,
				total.faults >= LEAST_FAULTS * total.requests,
			],
			[`memory +${mib(growth)}`, growth <= MOST_GROWTH],
			[`${Math.round(seconds)} s`, seconds <= MOST_SECONDS],
		];
		for (const [words, isMet] of bars) console.log(`${isMet ? 'met   ' : 'MISSED'}  ${words}`);
		return bars.every(([, isMet]) => isMet);
	}
}

function keysOf(row: Row): Array<keyof Row> {
	return Object.keys(row) as Array<keyof Row>;
}

function count(counts: Map<string, number>, name: string, more: number): void {
	counts.set(name, (counts.get(name) ?? 0) + more);
}

function listed(counts: ReadonlyMap<string, number>): string {
	return [...counts]
		.sort(([, a], [, b]) => b - a)
		.map(([name, times]) => `${name} ${times}`)
		.join(', ');
}

function percent(part: number, whole: number): string {
	return `${((100 * part) / whole).toFixed(1)} %`;
}
