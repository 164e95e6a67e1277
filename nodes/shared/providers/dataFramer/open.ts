import type { ArchiveContent, ByteRange, Explain, ReadyJob } from '../../contract';
import type { StreamAnswer } from '../../contract/api';
import { rangeHeader } from '../../transfer/range';
import { lookAtRun } from './downloadCall';
import { generatedFiles } from './generatedFiles';
import type { RunRequest } from './runId';

/** What the storage says of a link whose time is over (403), whose signer's is (400), or whose file was cleared away. */
const STALE = [400, 403, 404];

/**
 * The archive behind DataFramer's link to its storage. The link opens it for an hour, in pieces as well, and as often as
 * one likes; after that DataFramer is asked for another.
 */
export async function open(job: ReadyJob<RunRequest>): Promise<ArchiveContent> {
	const { api, archive, request } = job;
	let { link } = job;

	async function fetch(range?: ByteRange, headers?: Record<string, string>): Promise<StreamAnswer> {
		const wanted = { headers: { ...rangeHeader(range), ...headers } };
		const isFirst = link !== null;
		link ??= (await lookAtRun(api, request.runId)).link ?? '';
		const answer = await api.link({ ...wanted, url: link, answers: STALE });
		if (!STALE.includes(answer.status)) return answer;
		if (!isFirst) throw await api.refusal(answer, staleAgain);
		answer.body.close();
		link = null;
		return await fetch(range, headers);
	}
	return {
		fileName: archive.fileName,
		size: archive.progress.totalBytes,
		ranges: true,
		linked: true,
		fetch,
		afterwards: async (arrived) => await generatedFiles(api, request.runId, arrived),
	};
}

const staleAgain: Explain = ({ status }) => ({
	message:
		status === 403
			? 'The download link of DataFramer had expired, and so had the new one that was asked for'
			: 'The storage of DataFramer does not give out the archive, with a new link neither',
	description: 'Run the node again later. If it stays so, look for a proxy that changes or keeps links.',
});
