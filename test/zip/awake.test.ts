/** How the time between two chunks of an inflation is spent: whichever way turns out faster. */
import { heartbeat, Wakefulness } from '../../nodes/shared/zip/engine/awake';

interface Machine {
	/** Milliseconds that a chunk takes. */
	asleep: number;
	awake: number;
}

/** An inflation on a machine whose clock is ours: `inflate` lets chunks come and tells how many came awake. */
function setUp() {
	let time = 0;
	let beats = 0;
	const loop = new Wakefulness(
		() => beats++,
		() => time,
	);
	return {
		loop,
		beats: () => beats,
		pass: (ms: number) => void (time += ms),
		inflate(machine: Machine, chunks: number): number {
			let awake = 0;
			for (let chunk = 0; chunk < chunks; chunk++) {
				loop.work();
				if (loop.awake) awake++;
				time += loop.awake ? machine.awake : machine.asleep;
				loop.came(16_384);
				loop.pause();
			}
			return awake / chunks;
		},
	};
}

describe('awake', () => {
	it('sleeps at first', () => {
		const { inflate, beats } = setUp();
		expect(inflate({ asleep: 1, awake: 0.5 }, 10)).toBe(0);
		expect(beats()).toBe(0);
	});

	it.each([
		['stays awake where that is faster', { asleep: 0.06, awake: 0.04 }, 0.85, 1],
		['sleeps where both are the same', { asleep: 0.06, awake: 0.06 }, 0, 0.15],
		['sleeps where staying awake gains next to nothing', { asleep: 0.06, awake: 0.055 }, 0, 0.15],
		['sleeps where staying awake is in the way', { asleep: 0.04, awake: 0.12 }, 0, 0.15],
	])('%s', (_, machine, least, most) => {
		const share = setUp().inflate(machine, 20_000);
		expect(share).toBeGreaterThanOrEqual(least);
		expect(share).toBeLessThanOrEqual(most);
	});

	it('goes back to sleep when the machine gets busy, and wakes when it is idle again', () => {
		const { inflate } = setUp();
		const idle = { asleep: 0.06, awake: 0.04 };
		const busy = { asleep: 0.04, awake: 0.12 };
		inflate(idle, 20_000);
		inflate(busy, 20_000);
		expect(inflate(busy, 10_000)).toBeLessThan(0.15);
		inflate(idle, 20_000);
		expect(inflate(idle, 10_000)).toBeGreaterThan(0.8);
	});

	it('does not count the time in which nothing is inflated', () => {
		const { inflate, pass } = setUp();
		const share = () => {
			pass(1_000_000); // a stalled server
			return inflate({ asleep: 0.06, awake: 0.04 }, 500);
		};
		const shares = Array.from({ length: 40 }, share);
		expect(shares.slice(20).reduce((sum, one) => sum + one) / 20).toBeGreaterThan(0.8);
	});

	it('lets the loop sleep while nobody inflates, whatever came before', () => {
		const { inflate, loop } = setUp();
		while (inflate({ asleep: 0.06, awake: 0.04 }, 1) === 0);
		expect(loop.awake).toBe(false);
	});

	it('counts inflations that overlap, and stores waited for between them', () => {
		const { inflate, loop } = setUp();
		while (inflate({ asleep: 0.06, awake: 0.04 }, 1) === 0);
		loop.work();
		loop.work();
		loop.pause();
		expect(loop.awake).toBe(true);
		loop.pause();
		expect(loop.awake).toBe(false);
		loop.pause();
		loop.work();
		expect(loop.awake).toBe(false);
	});
});

describe('heartbeat', () => {
	const nextTurn = async () => await new Promise((resolve) => setImmediate(resolve));

	it('beats with every turn of the event loop while it is wanted, stops, and starts again', async () => {
		let left = 5;
		const beat = heartbeat(() => left-- > 0);
		beat();
		beat();
		while (left >= 0) await nextTurn();
		for (let turn = 0; turn < 20; turn++) await nextTurn();
		expect(left).toBe(-1);
		left = 3;
		beat();
		while (left >= 0) await nextTurn();
		expect(left).toBe(-1);
	});

	it('keeps no process alive', async () => {
		const beat = heartbeat(() => false);
		beat();
		await nextTurn();
		expect(process.getActiveResourcesInfo()).not.toContain('MessagePort');
	});
});
