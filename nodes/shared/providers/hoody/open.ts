import type { ArchiveContent, ReadyJob } from '../../contract';
import { Refusal } from '../../base/refusal';
import { rangeHeader } from '../../transfer/range';
import { explain, explainZip } from './explain';
import { readingPath } from './path';
import type { HoodyRequest } from './request';

/** A folder as a stream without length or pieces, or a file that can be read in pieces. */
export async function open({ api, archive, request }: ReadyJob<HoodyRequest>): Promise<ArchiveContent> {
	const { fileName } = archive;
	if (request.source === 'zip') {
		const folder = { path: readingPath(request.directory), query: { zip: '' }, explain: explainZip };
		return {
			fileName,
			size: null,
			ranges: false,
			fetch: async (_range, headers) => await api.bytes({ ...folder, headers }),
		};
	}
	if (request.path === undefined) {
		throw new Refusal(
			'The archive item does not say where the file is',
			'Use the item as Wait For Archive gave it out.',
			{ code: 'BAD_HANDLE' },
		);
	}
	const file = { path: readingPath(request.path), explain };
	return {
		fileName,
		// What Hoody fetched; a file that was named by its path has nobody who counted.
		size: archive.progress.totalBytes,
		ranges: true,
		fetch: async (range, headers) =>
			await api.bytes({ ...file, headers: { ...rangeHeader(range), ...headers } }),
	};
}
