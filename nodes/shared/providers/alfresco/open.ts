import type { ArchiveContent, ArchiveHandle, ByteRange } from '../../contract';
import type { Api, StreamAnswer } from '../../contract/api';
import { pathOf } from '../../http/path';
import { rangeHeader } from '../../http/range';
import { Refusal } from '../../base/refusal';
import { endedBadly } from '../../base/endedBadly';
import { check, downloadId } from './check';

/**
 * The content of a finished download. It is looked at first in any case: the content call would hand out any file of the
 * repository, and a handle may name one; and its 404 does not tell an archive in the making from one that is gone.
 * @throws Refusal when it is not ready
 */
export async function open(api: Api, handle: ArchiveHandle): Promise<ArchiveContent> {
	await refuseUnready(api, handle);
	const path = pathOf('nodes', downloadId(handle), 'content');

	async function fetch(range?: ByteRange, headers?: Record<string, string>): Promise<StreamAnswer> {
		const answer = await api.bytes({
			path,
			query: { attachment: 'true' },
			headers: { ...rangeHeader(range), ...headers },
			answers: [404],
		});
		if (answer.status !== 404) return answer;
		answer.body.close();
		await refuseUnready(api, handle);
		throw new Refusal(
			'Alfresco reports the archive as done, but has no content for it',
			'Ask for the archive again with Create Archive.',
			{ status: 404 },
		);
	}
	return { fileName: handle.fileName, size: null, ranges: true, fetch };
}

async function refuseUnready(api: Api, handle: ArchiveHandle): Promise<void> {
	const { handle: seen } = await check(api, handle);
	if (seen.state === 'ready') return;
	if (seen.state !== 'preparing') throw endedBadly('Alfresco', seen);
	throw new Refusal('Alfresco is still making the archive', 'Put Wait For Archive before this node.');
}
