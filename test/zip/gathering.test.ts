/** Data of unknown length in one buffer: nothing lost as it grows, nothing of one file in the next one. */
import { BufferPool } from '../../nodes/shared/zip/engine/bufferPool';
import { GatheredBytes, MOST_GATHERED } from '../../nodes/shared/zip/engine/gatheredBytes';
import { Gathering } from '../../nodes/shared/zip/inflate/gathering';

const bytes = (length: number, first: number): Buffer =>
	Buffer.from(Array.from({ length }, (_, at) => (first + at * 7) & 255));

function gather(gathering: Gathering, content: Buffer, step: number) {
	gathering.clear();
	for (let at = 0; at < content.length; at += step)
		gathering.add(Buffer.from(content.subarray(at, at + step)));
	return gathering.give();
}

test.each([0, 1, 65_536, 65_537, 200_000, 1_000_000])('%d bytes come out as they went in', (length) => {
	const content = bytes(length, 3);
	expect(gather(new Gathering(new BufferPool(), new GatheredBytes()), content, 40_000).equals(content)).toBe(
		true,
	);
});

test('what was given away stays as it is', () => {
	const gathering = new Gathering(new BufferPool(), new GatheredBytes());
	const contents = [
		bytes(900_000, 1),
		bytes(100_000, 2),
		bytes(1_100_000, 3),
		bytes(500, 4),
		bytes(70_000, 5),
	];
	const given = contents.map((content) => gather(gathering, content, 64 * 1024));
	given.forEach((data, index) => expect(data.equals(contents[index])).toBe(true));
});

test('what was given away and came back is used again', () => {
	const pool = new BufferPool();
	const gathering = new Gathering(pool, new GatheredBytes());
	const first = gather(gathering, bytes(900_000, 1), 64 * 1024);
	pool.giveBack(first);
	const content = bytes(850_000, 2);
	const second = gather(gathering, content, 64 * 1024);
	expect(second.buffer).toBe(first.buffer);
	expect(second.equals(content)).toBe(true);
});

describe('the budget for all that is gathered', () => {
	const MIB = 1024 * 1024;
	const fresh = (): { gathering: Gathering; budget: GatheredBytes } => {
		const budget = new GatheredBytes();
		return { budget, gathering: new Gathering(new BufferPool(), budget) };
	};

	test('is one for all archives: who finds no room keeps what it has, and its piece', () => {
		const [one, other] = [fresh(), fresh()];
		try {
			expect(one.budget.take(MOST_GATHERED - MIB)).toBe(true);
			const content = bytes(MIB / 2, 9);
			expect(other.gathering.add(Buffer.from(content))).toBe(true);
			const piece = bytes(MIB, 5);
			expect(other.gathering.add(piece)).toBe(false);
			expect(piece).toHaveLength(MIB);
			expect(other.gathering.data.equals(content)).toBe(true);
		} finally {
			for (const { budget } of [one, other]) budget.leave();
		}
	});

	test('gets back what was given away, and all when the reading is over', () => {
		const [one, other] = [fresh(), fresh()];
		try {
			one.gathering.add(Buffer.alloc(3 * MIB, 1));
			one.gathering.give();
			expect(other.budget.take(MOST_GATHERED)).toBe(true);
			expect(one.gathering.add(bytes(1, 1))).toBe(false);
			other.budget.leave();
			expect(one.gathering.add(bytes(1, 1))).toBe(true);
			// A reading that is over holds nothing, whatever comes late.
			expect(other.budget.take(1)).toBe(false);
			other.budget.giveBack(MIB);
		} finally {
			one.budget.leave();
		}
		const last = fresh();
		expect(last.budget.take(MOST_GATHERED)).toBe(true);
		expect(last.budget.take(1)).toBe(false);
		last.budget.leave();
	});

	test('takes less than it would like where there is just enough', () => {
		const [one, other] = [fresh(), fresh()];
		try {
			one.budget.take(MOST_GATHERED - 1.4 * MIB);
			other.gathering.add(bytes(MIB / 2, 1));
			// Twice the buffer would be 1 MiB beside the old one of half a MiB; 600 KiB have room.
			expect(other.gathering.add(bytes(100_000, 2))).toBe(true);
		} finally {
			for (const { budget } of [one, other]) budget.leave();
		}
	});
});
