import { createHash } from 'node:crypto';
import JSZip from 'jszip';
import { bigZip } from '../../scripts/n8n/lib/bigZip';

const whole = (pieces: Iterable<Buffer>) => Buffer.concat([...pieces]);

describe('the archive that is made while it is sent', () => {
	const zip = bigZip(6, 100_000);

	it('is a ZIP to another reader, with the files that it announces', async () => {
		const read = await JSZip.loadAsync(whole(zip.pieces()), { checkCRC32: true });
		for (const { path, size, sha256 } of zip.files) {
			const bytes = await read.files[path].async('nodebuffer');
			expect(bytes).toHaveLength(size);
			expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
		}
	});

	it('announces its length', () => {
		expect(whole(zip.pieces())).toHaveLength(zip.size);
	});

	it.each([
		[0, 10],
		[29, 70_000],
		[zip.size - 22, zip.size],
	])('gives the bytes from %i to %i', (start, end) => {
		expect(whole(zip.pieces(start, end))).toEqual(whole(zip.pieces()).subarray(start, end));
	});
});
