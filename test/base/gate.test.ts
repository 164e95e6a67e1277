import { gateOf } from '../../nodes/shared/base/gate';

test('never more at a time than allowed, and everybody gets a turn', async () => {
	const gate = gateOf(3);
	let running = 0;
	let most = 0;
	const task = async (value: number) => {
		most = Math.max(most, ++running);
		await new Promise((resolve) => setTimeout(resolve, 1));
		running--;
		if (value % 7 === 0) throw new Error(`${value}`);
		return value;
	};
	const results = await Promise.allSettled(Array.from({ length: 50 }, (_, value) => gate(() => task(value))));
	expect(most).toBe(3);
	expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(42);
});
