import { gateOf } from '../../nodes/shared/base/gate';

/** Tasks that end when they are told to, in the order in which they got their turn. */
function tasks(limit: number) {
	const gate = gateOf(limit);
	const begun: number[] = [];
	const ends = new Map<number, { resolve(): void; reject(reason: Error): void }>();
	const start = async (name: number) =>
		await gate(async () => {
			begun.push(name);
			await new Promise<void>((resolve, reject) => ends.set(name, { resolve, reject }));
			return name;
		});
	/** Everything that follows without waiting for anybody has happened. */
	const settle = async () => {
		for (let turn = 0; turn < 10; turn++) await Promise.resolve();
	};
	return {
		begun,
		start,
		settle,
		end: async (name: number) => {
			ends.get(name)?.resolve();
			await settle();
		},
		fail: async (name: number) => {
			ends.get(name)?.reject(new Error(`${name}`));
			await settle();
		},
	};
}

test('never more at a time than allowed, and everybody gets a turn', async () => {
	const gate = gateOf(3);
	let running = 0;
	let most = 0;
	const task = async (value: number) => {
		most = Math.max(most, ++running);
		await Promise.resolve();
		running--;
		if (value % 7 === 0) throw new Error(`${value}`);
		return value;
	};
	const results = await Promise.allSettled(Array.from({ length: 50 }, (_, value) => gate(() => task(value))));
	expect(most).toBe(3);
	expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(42);
});

test('whoever waits comes in by the order of the line, one for each that leaves', async () => {
	const { begun, start, end, fail, settle } = tasks(2);
	const all = Array.from({ length: 7 }, (_, name) => start(name));
	const settled = Promise.allSettled(all);
	await settle();
	expect(begun).toEqual([0, 1]);
	await end(1);
	expect(begun).toEqual([0, 1, 2]);
	await fail(0);
	expect(begun).toEqual([0, 1, 2, 3]);
	for (const name of [2, 3, 4, 5, 6]) await end(name);
	expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6]);
	expect((await settled).map((result) => (result.status === 'fulfilled' ? result.value : null))).toEqual([
		null,
		1,
		2,
		3,
		4,
		5,
		6,
	]);
});

test('who comes while others wait stands behind them', async () => {
	const { begun, start, end, settle } = tasks(1);
	void start(0);
	void start(1);
	await settle();
	void start(2);
	await end(0);
	void start(3);
	await end(1);
	await end(2);
	expect(begun).toEqual([0, 1, 2, 3]);
});

test('a place is free again when nobody waits for it', async () => {
	const { begun, start, end, settle } = tasks(1);
	for (const name of [0, 1, 2]) {
		void start(name);
		await settle();
		expect(begun).toHaveLength(name + 1);
		await end(name);
	}
	// And there is only one of it.
	void start(3);
	void start(4);
	await settle();
	expect(begun).toEqual([0, 1, 2, 3]);
});

test('who leaves early gives the place to one other, however often it says so', async () => {
	const gate = gateOf(1);
	const begun: string[] = [];
	const ends: Array<() => void> = [];
	const enter = async (name: string, leaves: boolean) =>
		await gate(async (leave) => {
			begun.push(name);
			if (leaves) leave();
			if (leaves) leave();
			await new Promise<void>((resolve) => ends.push(resolve));
		});
	const all = [enter('first', true), enter('second', false), enter('third', false)];
	for (let turn = 0; turn < 10; turn++) await Promise.resolve();
	expect(begun).toEqual(['first', 'second']);
	ends[0]();
	for (let turn = 0; turn < 10; turn++) await Promise.resolve();
	expect(begun).toEqual(['first', 'second']);
	ends[1]();
	for (let turn = 0; turn < 10; turn++) await Promise.resolve();
	expect(begun).toEqual(['first', 'second', 'third']);
	ends[2]();
	await Promise.all(all);
});

test('nobody slips in between one that leaves and the next in line', async () => {
	const gate = gateOf(1);
	const begun: string[] = [];
	const enter = async (name: string) =>
		await gate(async () => {
			begun.push(name);
			await Promise.resolve();
		});
	const first = enter('first').then(async () => await enter('late'));
	const waiting = [enter('second'), enter('third')];
	await Promise.all([first, ...waiting]);
	expect(begun).toEqual(['first', 'second', 'third', 'late']);
});
