import type { ArchiveContent, ArchiveHandle, ByteRange } from '../../contract';
import { endedBadly } from '../../base/endedBadly';
import type { Api, StreamAnswer } from '../../contract/api';
import { expectArchive } from '../../http/expectArchive';
import type { Explain } from '../../http/explain';
import { rangeHeader } from '../../http/range';
import { Refusal } from '../../base/refusal';
import { refusalOf } from '../../http/refusalOf';
import { seenAs } from './check';
import { look } from './downloadCall';
import { runIdOf } from './runId';

/** What the storage says of a link whose time is over (403), whose signer's is (400), or whose file was cleared away. */
const STALE = [400, 403, 404];

/**
 * The archive behind DataFramer's link to its storage. The link opens it for an hour, in pieces as well, and as often as
 * one likes; after that DataFramer is asked for another.
 * @throws Refusal when the archive is not ready
 */
export async function open(api: Api, handle: ArchiveHandle): Promise<ArchiveContent> {
	const { size, ...first } = await readyLink(api, handle);
	let { link } = first;

	async function fetch(range?: ByteRange, headers?: Record<string, string>): Promise<StreamAnswer> {
		const wanted = { headers: { ...rangeHeader(range), ...headers } };
		const answer = await api.link({ ...wanted, url: link, answers: STALE });
		if (!STALE.includes(answer.status)) return await expectArchive(answer, api, 'DataFramer');
		answer.body.close();
		link = (await readyLink(api, handle)).link;
		const second = await api.link({ ...wanted, url: link, answers: STALE });
		if (STALE.includes(second.status)) throw await refusalOf(second, api, 'DataFramer', staleAgain);
		return await expectArchive(second, api, 'DataFramer');
	}
	return { fileName: handle.fileName, size, ranges: true, fetch };
}

async function readyLink(api: Api, handle: ArchiveHandle): Promise<{ link: string; size: number | null }> {
	const seen = await look(api, runIdOf(handle.request));
	const { state, link, size } = seen;
	if (state === 'preparing') {
		throw new Refusal(
			'DataFramer is still making the archive',
			'Put Wait For Archive before this node.',
		);
	}
	if (state !== 'ready') throw endedBadly('DataFramer', seenAs(handle, seen));
	if (link !== null) return { link, size };
	throw new Refusal(
		'DataFramer reports the archive as ready, but gives no download link',
		'Run the node again. If it stays so, check the address in the credential.',
	);
}

const staleAgain: Explain = ({ status }) => ({
	message:
		status === 403
			? 'The download link of DataFramer had expired, and so had the new one that was asked for'
			: 'The storage of DataFramer does not give out the archive, with a new link neither',
	description: 'Run the node again later. If it stays so, look for a proxy that changes or keeps links.',
});
