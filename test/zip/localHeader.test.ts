import { KEPT_OF_NAME, localHeaderLength, readLocalHeader } from '../../nodes/shared/zip/format/localHeader';
import { buildZip } from './support/buildZip';

describe('the record in front of a file', () => {
	it.each([1, KEPT_OF_NAME, KEPT_OF_NAME + 1, 65_535])(
		'with a name of %i bytes keeps no more of it than may be kept, and reads what stands beside it',
		(length) => {
			const name = 'n'.repeat(length);
			const zip = buildZip([{ name, data: 'content' }]);
			const header = readLocalHeader(zip.subarray(0, localHeaderLength(zip)));
			// A copy, not a view of all that was read with it.
			zip.fill(0);
			expect(header.nameBytes.toString()).toBe(name.slice(0, 4096));
			expect(header.size).toBe(7);
		},
	);
});
