import type { IDataObject } from 'n8n-workflow';
import type { ArchiveContent, Explain, ReadyJob } from '../../contract';
import { explainRun } from './explain';
import { ownerOf } from './owner';
import type { GumloopRequest } from './request';

/** Gumloop's documents know no 404 for files; all they say of 500 is that the download failed. So it is not tried again. */
const NOT_SENT = 500;

/**
 * The files as Gumloop sends them: it packs them for each request, so there are no pieces, but asking again does no harm.
 */
export async function open({ api, archive, request }: ReadyJob<GumloopRequest>): Promise<ArchiveContent> {
	const body: IDataObject = {
		file_names: request.fileNames,
		run_id: request.runId,
		...ownerOf(api, request),
		...(request.savedItemId === undefined ? {} : { saved_item_id: request.savedItemId }),
	};
	return {
		fileName: archive.fileName,
		size: null,
		expected: request.fileNames,
		ranges: false,
		async fetch() {
			const answer = await api.bytes({
				method: 'POST',
				path: '/download_files',
				body,
				repeatable: true,
				answers: [NOT_SENT],
				explain: explainRun(request.runId),
			});
			if (answer.status === NOT_SENT) throw await api.refusal(answer, notSent);
			return answer;
		},
	};
}

const notSent: Explain = () => ({
	message: 'Gumloop could not send the files',
	description:
		'Check every file name: it has to be the name of a file of this run, letter by letter. If all of them are right, run the node again later.',
});
