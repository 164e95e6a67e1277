/** Data of unknown length in one buffer: nothing lost as it grows, nothing of one file in the next one. */
import { BufferPool } from '../../nodes/shared/zip/engine/bufferPool';
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
	expect(gather(new Gathering(new BufferPool()), content, 40_000).equals(content)).toBe(true);
});

test('what was given away stays as it is', () => {
	const gathering = new Gathering(new BufferPool());
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
	const gathering = new Gathering(pool);
	const first = gather(gathering, bytes(900_000, 1), 64 * 1024);
	pool.giveBack(first);
	const content = bytes(850_000, 2);
	const second = gather(gathering, content, 64 * 1024);
	expect(second.buffer).toBe(first.buffer);
	expect(second.equals(content)).toBe(true);
});
