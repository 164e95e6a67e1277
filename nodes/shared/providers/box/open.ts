import type { ArchiveContent, ArchiveHandle } from '../../contract';
import type { Api, StreamAnswer } from '../../contract/api';
import { Refusal } from '../../base/refusal';
import { afterwards } from './afterwards';
import { mint, type Minted } from './requestLink';
import { parseRequest, refuseTooMany } from './request';

/**
 * The archive as Box sends it. Its links work once and for seconds only, so each try asks for one and opens it at once.
 * There are no pieces: Box builds the archive while it sends it.
 */
export function open(api: Api, handle: ArchiveHandle): ArchiveContent {
	const request = parseRequest(handle.request);
	refuseTooMany(request);
	let minted: Minted | undefined;

	const freshLink = async (): Promise<string> => {
		minted = await mint(api, request);
		return minted.downloadUrl;
	};
	/** A link that Box does not know was slept over, or opened by a proxy before us: a second one is worth a try. */
	async function fetch(): Promise<StreamAnswer> {
		for (let tries = 1; ; tries++) {
			const answer = await api.link({ url: freshLink, answers: [404] });
			if (answer.status !== 404) return answer;
			answer.body.close();
			if (tries === 2) throw linkGone();
		}
	}
	return {
		fileName: handle.fileName,
		size: null,
		ranges: false,
		fetch,
		async afterwards() {
			return minted === undefined ? [] : [...minted.warnings, ...(await afterwards(api, minted.statusUrl))];
		},
	};
}

function linkGone(): Refusal {
	return new Refusal(
		'Box does not know the download link that it gave out a moment ago',
		'Each link works once, and for seconds only. Run the node again. If it stays so, look for a proxy or virus scanner that opens links first.',
		{ status: 404 },
	);
}
