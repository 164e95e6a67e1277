import type { IDataObject } from 'n8n-workflow';
import type { ArchiveContent, ArchiveHandle } from '../../contract';
import { endedBadly } from '../../base/endedBadly';
import type { Api } from '../../contract/api';
import { expectArchive } from '../../http/expectArchive';
import type { Explain } from '../../http/explain';
import { Refusal } from '../../base/refusal';
import { refusalOf } from '../../http/refusalOf';
import { check } from './check';
import { ownerOf } from './owner';
import { parseRequest, type GumloopRequest } from './request';

/** Gumloop's documents know no 404 for files; all they say of 500 is that the download failed. So it is not tried again. */
const NOT_SENT = 500;

/**
 * The files as Gumloop sends them: it packs them for each request, so there are no pieces, but asking again does no harm.
 * @throws Refusal when the flow run has not ended, or ended badly
 */
export async function open(api: Api, handle: ArchiveHandle): Promise<ArchiveContent> {
	const request = await readyRequest(api, handle);
	const body: IDataObject = {
		file_names: request.fileNames,
		run_id: request.runId,
		...ownerOf(api, request),
		...(request.savedItemId === undefined ? {} : { saved_item_id: request.savedItemId }),
	};
	return {
		fileName: handle.fileName,
		size: null,
		ranges: false,
		async fetch() {
			const answer = await api.bytes({
				method: 'POST',
				path: '/download_files',
				body,
				repeatable: true,
				answers: [NOT_SENT],
			});
			if (answer.status === NOT_SENT) throw await refusalOf(answer, api, 'Gumloop', notSent);
			return await expectArchive(answer, api, 'Gumloop');
		},
	};
}

/** What to ask for, once the run has ended: looks at it where the handle does not tell. */
async function readyRequest(api: Api, handle: ArchiveHandle): Promise<GumloopRequest> {
	const request = parseRequest(handle.request);
	if (handle.state === 'ready' && request.fileNames !== undefined) return request;
	const { handle: seen } = await check(api, handle);
	if (seen.state === 'ready') return parseRequest(seen.request);
	if (seen.state !== 'preparing') throw endedBadly('Gumloop', seen);
	throw new Refusal(
		'The flow run on Gumloop is not done yet',
		'Put Wait For Archive before this node.',
	);
}

const notSent: Explain = () => ({
	message: 'Gumloop could not send the files',
	description:
		'Check every file name: it has to be the name of a file of this run, letter by letter. If all of them are right, run the node again later.',
});
