import { transferMeter, UNMETERED } from '../../../nodes/shared/http/answers/rate';

/** A meter with a clock that is set by hand. */
function meterAt(limits: { leastRate?: number; longest?: number }) {
	const time = { now: 1_000_000 };
	const meter = transferMeter({ leastRate: 1024, longest: Infinity, ...limits }, () => time.now);
	/** Waits for some bytes. */
	const arrive = (bytes: number, waited: number) => {
		time.now += waited;
		meter.arrived(bytes, waited);
	};
	return { meter, time, arrive };
}

describe('a least rate', () => {
	test.each<[string, Array<[bytes: number, waited: number]>, number, 'too slow' | null]>([
		['nothing yet', [], 0, null],
		['nothing for less than the window', [], 29_999, null],
		['nothing for the window', [], 30_000, 'too slow'],
		['a byte a second', Array.from({ length: 30 }, () => [1, 1000]), 0, 'too slow'],
		['just too few', [[30 * 1024 - 1, 30_000]], 0, 'too slow'],
		['just enough', [[30 * 1024, 30_000]], 0, null],
		[
			'slow at first, and fast before the window ends',
			[
				[1, 29_000],
				[1_000_000, 999],
			],
			0,
			null,
		],
		[
			'a new window begins after a good one',
			[
				[1_000_000, 30_000],
				[1, 29_999],
			],
			0,
			null,
		],
		[
			'which is judged as the first',
			[
				[1_000_000, 30_000],
				[1, 30_000],
			],
			0,
			'too slow',
		],
		['a wait that goes on counts', [[1, 20_000]], 10_000, 'too slow'],
		['but not before its time', [[1, 20_000]], 9_999, null],
		[
			'many pieces are one transfer',
			[
				[100, 10_000],
				[100, 10_000],
				[100, 10_000],
			],
			0,
			'too slow',
		],
		[
			'an empty end',
			[
				[1_000_000, 1000],
				[0, 10],
			],
			0,
			null,
		],
	])('%s', (_, arrivals, waiting, verdict) => {
		const { meter, arrive } = meterAt({});
		for (const [bytes, waited] of arrivals) arrive(bytes, waited);
		expect(meter.verdict(waiting)).toBe(verdict);
	});

	test('the rate is told in bytes a second', () => {
		const { meter, arrive } = meterAt({});
		arrive(300, 30_000);
		expect(meter.rate).toBe(10);
		expect(meter.verdict(10_000)).toBe('too slow');
		expect(meter.rate).toBe(7.5);
	});

	test('time that the reader takes is no time of the service', () => {
		const { meter, time, arrive } = meterAt({});
		arrive(1000, 10);
		time.now += 3_600_000;
		expect(meter.verdict(0)).toBeNull();
	});

	test('0 takes any speed', () => {
		const { meter, arrive } = meterAt({ leastRate: 0 });
		arrive(0, 600_000);
		expect(meter.verdict(600_000)).toBeNull();
	});
});

describe('a longest time', () => {
	test('counts from the first wait, whoever takes it', () => {
		const { meter, time, arrive } = meterAt({ longest: 60_000 });
		time.now += 3_600_000;
		expect(meter.verdict(0)).toBeNull();
		arrive(1_000_000, 10_000);
		time.now += 49_999;
		expect(meter.verdict(0)).toBeNull();
		time.now += 1;
		expect(meter.verdict(0)).toBe('too long');
	});

	test('a wait that goes on has begun when it began', () => {
		const { meter, time } = meterAt({ longest: 20_000 });
		time.now += 20_000;
		expect(meter.verdict(19_999)).toBeNull();
		time.now += 1;
		expect(meter.verdict(20_000)).toBe('too long');
	});

	test('bytes that arrived count from before their wait', () => {
		const { meter, time, arrive } = meterAt({ longest: 20_000 });
		arrive(1_000_000, 15_000);
		time.now += 5_000;
		expect(meter.verdict(0)).toBe('too long');
	});
});

test('without a meter nothing is too slow', () => {
	UNMETERED.arrived(0, 1_000_000);
	expect(UNMETERED.verdict(1_000_000)).toBeNull();
});
