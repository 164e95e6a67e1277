import type { ArchiveContent, ByteRange, ReadyJob } from '../../contract';
import type { StreamAnswer } from '../../contract/api';
import { Refusal } from '../../base/refusal';
import { pathOf } from '../../http/path';
import { rangeHeader } from '../../transfer/range';
import { downloadId } from './check';
import type { AlfrescoRequest } from './request';

/** The content of a finished download, as the node that it is: readable in pieces and as often as one likes. */
export async function open({ api, archive }: ReadyJob<AlfrescoRequest>): Promise<ArchiveContent> {
	const path = pathOf('nodes', downloadId(archive), 'content');

	async function fetch(range?: ByteRange, headers?: Record<string, string>): Promise<StreamAnswer> {
		const answer = await api.bytes({
			path,
			query: { attachment: 'true' },
			headers: { ...rangeHeader(range), ...headers },
			answers: [404],
		});
		if (answer.status !== 404) return answer;
		answer.body.close();
		throw new Refusal(
			'Alfresco reports the archive as done, but has no content for it',
			'Ask for the archive again.',
			{ code: 'NOT_FOUND', status: 404 },
		);
	}
	return { fileName: archive.fileName, size: null, files: archive.progress.totalFiles, ranges: true, fetch };
}
