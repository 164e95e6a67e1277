import type { ArchiveContent, ArchiveHandle, ByteRange } from '../../contract';
import { endedBadly } from '../../endedBadly';
import type { Api, StreamAnswer } from '../../http/api';
import { textOf } from '../../http/body';
import { expectArchive } from '../../http/expectArchive';
import { quote, refusalFor } from '../../http/explain';
import { rangeHeader } from '../../http/range';
import { ServiceRefusal } from '../../http/refusal';
import { seenAs } from './check';
import { look } from './look';
import { runIdOf } from './runId';

/** What the storage says of a link whose time is over (403), whose signer's is (400), or whose file was cleared away. */
const STALE = [400, 403, 404];
const LARGEST_REFUSAL = 16 * 1024;

/**
 * The archive behind DataFramer's link to its storage. The link opens it for an hour, in pieces as well, and as often as
 * one likes; after that DataFramer is asked for another.
 * @throws ServiceRefusal when the archive is not ready
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
		const second = await api.link({ ...wanted, url: link, answers: [403] });
		if (second.status === 403) throw await expiredAgain(second, api);
		return await expectArchive(second, api, 'DataFramer');
	}
	return { fileName: handle.fileName, size, ranges: true, fetch };
}

async function readyLink(api: Api, handle: ArchiveHandle): Promise<{ link: string; size: number | null }> {
	const seen = await look(api, runIdOf(handle.request));
	const { state, link, size } = seen;
	if (state === 'preparing') {
		throw new ServiceRefusal(
			'DataFramer is still making the archive',
			'Put Wait For Archive before this node.',
		);
	}
	if (state !== 'ready') throw endedBadly('DataFramer', seenAs(handle, seen));
	if (link !== null) return { link, size };
	throw new ServiceRefusal(
		'DataFramer reports the archive as ready, but gives no download link',
		'Run the node again. If it stays so, check the address in the credential.',
	);
}

async function expiredAgain(answer: StreamAnswer, api: Api): Promise<ServiceRefusal> {
	const text = await textOf(answer.body, 'DataFramer', LARGEST_REFUSAL, true).catch(() => '');
	return refusalFor('DataFramer', { status: answer.status, ...quote(text, api.redact) }, () => ({
		message: 'The download link of DataFramer had expired, and so had the new one that was asked for',
		description: 'Run the node again later. If it stays so, look for a proxy that changes or keeps links.',
	}));
}
