import type { ArchiveContent, ArchiveHandle } from '../../contract';
import { endedBadly } from '../../base/endedBadly';
import type { Api } from '../../contract/api';
import { expectArchive } from '../../http/expectArchive';
import { rangeHeader } from '../../http/range';
import { Refusal } from '../../base/refusal';
import { check } from './check';
import { explain, explainZip } from './explain';
import { readingPath } from './path';
import { parseRequest } from './request';

/** A folder as a stream without length or pieces, or a file that can be read in pieces. @throws Refusal when it is not ready */
export async function open(api: Api, handle: ArchiveHandle): Promise<ArchiveContent> {
	const seen = handle.state === 'preparing' ? (await check(api, handle)).handle : handle;
	if (seen.state !== 'ready') throw endedBadly('Hoody', seen);
	const wanted = parseRequest(seen.request);
	const { fileName } = seen;
	if (wanted.source === 'zip') {
		const folder = { path: readingPath(wanted.directory), query: { zip: '' }, explain: explainZip };
		return {
			fileName,
			size: null,
			ranges: false,
			fetch: async (_range, headers) =>
				await expectArchive(await api.bytes({ ...folder, headers }), api, 'Hoody'),
		};
	}
	if (wanted.path === undefined) {
		throw new Refusal(
			'The handle does not say where the file is',
			'Use the handle as Wait For Archive gave it out.',
		);
	}
	const file = { path: readingPath(wanted.path), explain };
	return {
		fileName,
		size: null,
		ranges: true,
		async fetch(range, headers) {
			const answer = await api.bytes({ ...file, headers: { ...rangeHeader(range), ...headers } });
			return await expectArchive(answer, api, 'Hoody');
		},
	};
}
