/**
 * `npm run test:soak [-- --seed N] [--rounds N]`: two thousand archives through Create, Wait and Unpack of the built package in
 * n8n's engine, from all services, of whose requests every twentieth goes wrong, from a fixed seed. Every file has to come out
 * once with its bytes, or to be told. Memory has to stay where it was after the first round. Ends with 1 on any miss.
 */
import { join } from 'node:path';
import { randomFrom } from './random';
import { Child } from './soak/child';
import { faultsFor, placesOf, type Place } from './soak/plan';
import type { SeenRequest, ServerOrders, Service } from './soak/server';
import { Tally } from './soak/tally';
import type { Verdict } from './soak/verdict';
import type { Memory, WorkerOrders } from './soak/worker';

const ROUNDS = 5;
/** Archives of each round: the five services in code count, the recipes come along. Two thousand in five rounds. */
const ARCHIVES = { coded: 62, preset: 6 };
/** Of all requests. */
const SHARE = 0.05;
/** Runs side by side. */
const LANES = 8;
/** A run takes seconds. */
const HUNG_MS = 120_000;

interface Known {
	service: Service;
	places: Place[];
}

class Soak {
	private readonly server = new Child<ServerOrders>(join(__dirname, 'soak/server.ts'));
	private readonly worker = new Child<WorkerOrders>(join(__dirname, 'soak/worker.ts'));

	constructor(
		private readonly random: () => number,
		private readonly tally: Tally,
	) {}

	/** Starts all services, and sees what an archive of each asks for. @throws when one does not go through */
	async open(): Promise<Known[]> {
		const known: Known[] = [];
		for (const service of await this.server.ask('open', null)) {
			const { verdict, requests } = await this.run(service, [], 2);
			if (verdict.delivered < 2)
				throw new Error(`${service.name} does not go through: ${JSON.stringify(verdict)}`);
			known.push({ service, places: placesOf(requests, 2) });
		}
		return known;
	}

	/** All services once, some side by side. */
	async round(known: readonly Known[]): Promise<Memory> {
		// Planned before anything runs: which lane is faster must not change the plan.
		const waiting = known.map(({ service, places }) => {
			const archives = service.isCoded ? ARCHIVES.coded : ARCHIVES.preset;
			return { service, archives, faults: faultsFor(places, archives, SHARE, this.random) };
		});
		const lane = async () => {
			for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
				const { service, archives, faults } = next;
				const { verdict, requests } = await this.run(service, faults, archives);
				this.tally.add(service.name, archives, verdict, requests);
			}
		};
		await Promise.all(Array.from({ length: LANES }, lane));
		return await this.worker.ask('measure', null);
	}

	end(): void {
		this.server.end();
		this.worker.end();
	}

	private async run(
		service: Service,
		faults: ReturnType<typeof faultsFor>,
		archives: number,
	): Promise<{ verdict: Verdict; requests: SeenRequest[] }> {
		await this.server.ask('faults', { service: service.name, faults });
		const verdict = await inTime(service.name, this.worker.ask('run', { service, archives }));
		return { verdict, requests: await this.server.ask('end', service.name) };
	}
}

async function inTime<Result>(name: string, work: Promise<Result>): Promise<Result> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error(`A run of ${name} hangs`)), HUNG_MS);
	});
	return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function numberAfter(name: string, usual: number): number {
	const at = process.argv.indexOf(name);
	return at === -1 ? usual : Number(process.argv[at + 1]);
}

async function main(): Promise<boolean> {
	const seed = numberAfter('--seed', 12);
	const rounds = numberAfter('--rounds', ROUNDS);
	const begin = Date.now();
	const tally = new Tally();
	const soak = new Soak(randomFrom(seed), tally);
	try {
		const known = await soak.open();
		console.log(`Seed ${seed}, ${known.length} services, ${SHARE * 100} % of the requests go wrong\n`);
		const memory: Memory[] = [];
		for (let round = 1; round <= rounds; round++) {
			memory.push(await soak.round(known));
			console.error(`round ${round} of ${rounds}: ${Math.round((Date.now() - begin) / 1000)} s`);
		}
		return tally.report(memory, (Date.now() - begin) / 1000);
	} finally {
		soak.end();
	}
}

main().then(
	(fine) => process.exit(fine ? 0 : 1),
	(cause: unknown) => {
		console.error(cause);
		process.exit(1);
	},
);
