import { newPace, paceOf, type Pace } from '../../nodes/shared/http/pace';

/** A clock that stands still but for pauses. */
function watch() {
	const time = { now: 1_000 };
	const pauses: number[] = [];
	const clock = {
		async pause(milliseconds: number) {
			pauses.push(milliseconds);
			time.now += milliseconds;
			await Promise.resolve();
		},
	};
	return { time, pauses, clock, pace: newPace(() => time.now) };
}

/** How many calls may go at once now, as one finds out by beginning them. */
async function room(pace: Pace, most = 100): Promise<number> {
	for (let begun = 0; begun < most; begun++) {
		const full = await pace.enter({ pause: async () => await Promise.reject(new Error('full')) }).then(
			() => false,
			() => true,
		);
		if (full) return begun;
	}
	return most;
}

it('holds nobody back while the service takes everything', async () => {
	const { pace, pauses, clock } = watch();
	for (let call = 0; call < 50; call++) await pace.enter(clock);
	expect(pauses).toEqual([]);
});

it('lets all wait for as long as the service wants, and half as many go on', async () => {
	const { pace, pauses, clock } = watch();
	for (let call = 0; call < 10; call++) await pace.enter(clock);
	pace.leave(429);
	pace.slowDown(3_000);
	for (let call = 0; call < 9; call++) pace.leave(200);
	await pace.enter(clock);
	expect(pauses).toEqual([3_000]);
	expect(await room(pace)).toBeLessThan(10);
});

it.each([
	[1, 1],
	[2, 1],
	[8, 4],
	[9, 4],
])('of %d calls at once %d are left', async (going, left) => {
	const { pace, clock } = watch();
	for (let call = 0; call < going; call++) await pace.enter(clock);
	pace.leave(429);
	pace.slowDown(0);
	for (let call = 1; call < going; call++) pace.leave(null);
	expect(await room(pace)).toBe(left);
});

it('lets more go with each answer, until the service has no more to say', async () => {
	const { pace, clock } = watch();
	await pace.enter(clock);
	pace.leave(429);
	pace.slowDown(0);
	const answered = async (times: number, status: number | null) => {
		for (let call = 0; call < times; call++) {
			await pace.enter(clock);
			pace.leave(status);
		}
	};
	await answered(5, null);
	await answered(5, 429);
	expect(await room(pace)).toBe(1);
	pace.leave(200);
	expect(await room(pace)).toBe(2);
	for (let call = 0; call < 2; call++) pace.leave(200);
	await answered(3_000, 200);
	expect(await room(pace)).toBe(100);
});

it('takes the longest of several times that were wanted', async () => {
	const { pace, pauses, clock } = watch();
	pace.slowDown(5_000);
	pace.slowDown(1_000);
	await pace.enter(clock);
	expect(pauses).toEqual([5_000]);
});

it('lets nobody in whose own time is up', async () => {
	const { pace } = watch();
	pace.slowDown(1_000);
	const pause = async () => await Promise.reject(new Error('The time is up'));
	await expect(pace.enter({ pause })).rejects.toThrow('The time is up');
	await expect(room(pace)).resolves.toBe(0);
});

it('is one for all calls of a credential in a run, and for no other', () => {
	const [run, other] = [{}, {}];
	expect(paceOf(run, 'boxApi')).toBe(paceOf(run, 'boxApi'));
	expect(paceOf(run, 'boxApi')).not.toBe(paceOf(run, 'hoodyApi'));
	expect(paceOf(run, 'boxApi')).not.toBe(paceOf(other, 'boxApi'));
});
