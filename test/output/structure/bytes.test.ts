/** What following an archive remembers of it: bytes not looked at yet, the last ones, and where entries start. */
import { ByteQueue } from '../../../nodes/shared/output/structure/byteQueue';
import { LastBytes } from '../../../nodes/shared/output/structure/lastBytes';
import { Places } from '../../../nodes/shared/output/structure/places';

describe('bytes in a queue', () => {
	const filled = (...chunks: string[]): ByteQueue => {
		const queue = new ByteQueue();
		for (const chunk of chunks) queue.add(Buffer.from(chunk));
		return queue;
	};

	test('nothing', () => {
		const queue = new ByteQueue();
		expect([queue.length, queue.offset, queue.all().length, queue.drop(3)]).toEqual([0, 0, 0, 0]);
		expect(queue.offset).toBe(0);
	});

	test.each([
		[0, 0, 'abcdefg'],
		[1, 1, 'bcdefg'],
		[3, 3, 'defg'],
		[4, 4, 'efg'],
		[5, 5, 'fg'],
		[6, 6, 'g'],
		[7, 7, ''],
		[9, 7, ''],
	])('%i are passed over', (count, dropped, rest) => {
		for (const joined of [false, true]) {
			const queue = filled('abc', 'de', 'fg');
			if (joined) queue.all();
			expect(queue.drop(count)).toBe(dropped);
			expect([queue.length, queue.offset, queue.all().toString()]).toEqual([rest.length, dropped, rest]);
			queue.add(Buffer.from('hi'));
			expect([queue.length, queue.all().toString()]).toEqual([rest.length + 2, `${rest}hi`]);
		}
	});

	test('a chunk that lies in larger memory is only itself', () => {
		const queue = new ByteQueue();
		const whole = Buffer.from('..ab..');
		queue.add(new Uint8Array(whole.buffer, whole.byteOffset + 2, 2));
		expect(queue.all().toString()).toBe('ab');
	});

	test('what is in one piece is not copied again', () => {
		const queue = filled('abc', 'de');
		expect(queue.all().buffer).toBe(queue.all().buffer);
		const one = Buffer.from('abc');
		const alone = new ByteQueue();
		alone.add(one);
		expect(alone.all().buffer).toBe(one.buffer);
	});
});

describe('the last bytes', () => {
	const text = Buffer.from(Array.from({ length: 100 }, (_, at) => at + 1));
	test.each([1, 2, 5, 9, 10, 11, 19, 20, 21, 100])('in chunks of %i', (chunk) => {
		const last = new LastBytes(10);
		for (let at = 0; at < text.length; at += chunk) {
			last.add(text.subarray(at, at + chunk));
			const end = Math.min(text.length, at + chunk);
			expect(last.bytes.equals(text.subarray(Math.max(0, end - 10), end))).toBe(true);
		}
	});

	test('chunks of any length, in any order', () => {
		const last = new LastBytes(10);
		let at = 0;
		for (const length of [3, 11, 1, 9, 10, 25, 0, 2, 20]) {
			last.add(text.subarray(at, at + length));
			at += length;
			expect(last.bytes.equals(text.subarray(Math.max(0, at - 10), at))).toBe(true);
		}
	});
});

describe('places of entries', () => {
	test.each([0, 1, 2, 5, 1023, 1024, 1025, 5000])('%i of them', (count) => {
		const places = new Places();
		for (let index = 0; index < count; index++) places.add(index * 10);
		for (let index = 0; index < count; index++) {
			expect(places.mayHave(index * 10)).toBe(true);
			expect(places.mayHave(index * 10 + 1)).toBe(false);
		}
		expect(places.mayHave(count * 10)).toBe(false);
		expect(places.mayHave(-1)).toBe(false);
	});

	test('of more than two millions, nobody knows', () => {
		const places = new Places();
		for (let index = 0; index < 1_999_999; index++) places.add(index * 2);
		expect([places.mayHave(3_999_996), places.mayHave(3_999_998)]).toEqual([true, false]);
		places.add(3_999_998);
		// From here on there may be more, behind the last.
		expect([places.mayHave(3_999_998), places.mayHave(4_000_000), places.mayHave(3)]).toEqual([
			true,
			true,
			false,
		]);
		places.add(4_000_002);
		expect([places.mayHave(3_999_998), places.mayHave(4_000_000)]).toEqual([true, true]);
	});
});
