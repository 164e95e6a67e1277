import type { ArchiveContent, ReadyJob } from '../../contract';
import type { StreamAnswer } from '../../contract/api';
import { Refusal } from '../../base/refusal';
import { afterwards } from './afterwards';
import { refuseByName } from './find';
import { refuseTooMany, type BoxRequest } from './request';
import { requestLink, type BoxLink } from './requestLink';

/**
 * The archive as Box sends it. Its links work once and for seconds only, so each try asks for one and opens it at once.
 * There are no pieces: Box builds the archive while it sends it.
 */
export async function open({ api, archive, request }: ReadyJob<BoxRequest>): Promise<ArchiveContent> {
	refuseTooMany(request);
	let latest: BoxLink | undefined;

	const freshLink = async (): Promise<string> => {
		latest = await requestLink(api, request).catch(
			async (cause: unknown) => await refuseByName(api, request.items, cause),
		);
		return latest.downloadUrl;
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
		fileName: archive.fileName,
		size: null,
		ranges: false,
		linked: true,
		fetch,
		async afterwards() {
			if (latest === undefined) return {};
			const told = await afterwards(api, latest.statusUrl);
			return { ...told, warnings: [...latest.warnings, ...(told.warnings ?? [])] };
		},
	};
}

function linkGone(): Refusal {
	return new Refusal(
		'Box does not know the download link that it gave out a moment ago',
		'Each link works once, and for seconds only. Run the node again. If it stays so, look for a proxy or virus scanner that opens links first.',
		{ code: 'NOT_FOUND', status: 404 },
	);
}
