/** Data of unknown length in one buffer: nothing lost as it grows, and no file keeps the room of a larger one. */
import { gunzipSync, crc32, deflateRawSync } from 'node:zlib';
import { Gathering } from '../../nodes/archive/zip/gathering';
import { gzipTrailer } from '../../nodes/archive/zip/gzip';

const bytes = (length: number, first: number): Buffer =>
	Buffer.from(Array.from({ length }, (_, at) => (first + at * 7) & 255));

function gather(gathering: Gathering, content: Buffer, step: number) {
	gathering.clear();
	for (let at = 0; at < content.length; at += step) gathering.add(content.subarray(at, at + step));
	return gathering.give();
}

test.each([0, 1, 65_518, 65_519, 200_000, 1_000_000])('%d bytes come out as they went in', (length) => {
	const content = bytes(length, 3);
	expect(gather(new Gathering(), content, 40_000).data.equals(content)).toBe(true);
});

test('the frame is a gzip file once its trailer is written', () => {
	const content = bytes(300_000, 5);
	const { frame } = gather(new Gathering(), deflateRawSync(content), 1000);
	const trailer = gzipTrailer(crc32(content), content.length);
	frame.set(trailer, frame.length - trailer.length);
	expect(gunzipSync(frame).equals(content)).toBe(true);
});

test('what was given away stays as it is', () => {
	const gathering = new Gathering();
	const contents = [
		bytes(900_000, 1),
		bytes(100_000, 2),
		bytes(1_100_000, 3),
		bytes(500, 4),
		bytes(70_000, 5),
	];
	const given = contents.map((content) => gather(gathering, content, 64 * 1024).data);
	given.forEach((data, index) => expect(data.equals(contents[index])).toBe(true));
});

test('a small file after a large one does not keep the room of the large one', () => {
	const gathering = new Gathering();
	gather(gathering, bytes(4_000_000, 1), 64 * 1024);
	for (const length of [500, 20_000, 300_000]) {
		const { data } = gather(gathering, bytes(length, 2), 64 * 1024);
		expect(data.buffer.byteLength).toBeLessThan(2 * length + 64 * 1024);
	}
});
