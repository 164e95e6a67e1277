import type { ArchiveContent } from '../../contract';
import type { BodyStream } from '../../contract/api';

/** An archive without files is its last record and nothing before it (APPNOTE 4.3.16). */
const END_RECORD = Uint8Array.from([0x50, 0x4b, 5, 6, ...new Array<number>(18).fill(0)]);

/** What a service has to give that has nothing to give. */
export function emptyZip(fileName: string | null): ArchiveContent {
	const body = (): BodyStream => ({
		close: () => {},
		async *[Symbol.asyncIterator]() {
			yield END_RECORD.slice();
		},
	});
	return {
		fileName,
		size: END_RECORD.length,
		ranges: false,
		fetch: async () => ({ status: 200, headers: {}, body: body() }),
	};
}
