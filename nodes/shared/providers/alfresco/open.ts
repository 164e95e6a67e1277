import type { Announced, ArchiveContent, ArchiveProgress, ByteRange, ReadyJob } from '../../contract';
import type { StreamAnswer } from '../../contract/api';
import { Refusal } from '../../base/refusal';
import { zipName } from '../../base/zipName';
import { pathOf } from '../../http/path';
import { namesIn } from '../../transfer/headers';
import { rangeHeader } from '../../transfer/range';
import { downloadId, GONE } from './check';
import type { AlfrescoRequest } from './request';

/** The content of a finished download, as the node that it is: readable in pieces and as often as one likes. */
export async function open(job: ReadyJob<AlfrescoRequest>): Promise<ArchiveContent> {
	const { api, archive } = job;
	const path = pathOf('nodes', downloadId(archive), 'content');
	let { fileName } = archive;

	async function fetch(range?: ByteRange, headers?: Record<string, string>): Promise<StreamAnswer> {
		const answer = await api.bytes({
			path,
			query: { attachment: 'true' },
			headers: { ...rangeHeader(range), ...headers },
			answers: [404],
		});
		if (answer.status === 404) {
			answer.body.close();
			throw await notThere(job);
		}
		fileName ??= zipName(api.shown(nameSent(answer))) ?? null;
		return answer;
	}
	return {
		get fileName() {
			return fileName;
		},
		size: null,
		...packedOf(archive.progress),
		ranges: true,
		fetch,
	};
}

/** How many files there are to be. The packer counts all of them first, and passes over what it can't read later on. */
function packedOf({ files, totalFiles }: ArchiveProgress): Announced {
	if (files === null || totalFiles === null || files >= totalFiles) return { files: totalFiles };
	return { files, leftOut: [`Alfresco packed ${files} of ${totalFiles} files`] };
}

/**
 * The name that comes with the archive, as Alfresco has named it. It writes it with Java's encoder, so with `+` for a blank; the
 * plain one has blanks for all that is not Latin (ContentStreamer.java).
 */
function nameSent({ headers }: StreamAnswer): string {
	const { encoded, plain } = namesIn(headers);
	try {
		return decodeURIComponent(encoded.replaceAll('+', ' ')) || plain;
	} catch {
		return plain;
	}
}

/** Why there is no content: the download is gone by now, or it never had any. */
async function notThere({ api, archive }: ReadyJob<AlfrescoRequest>): Promise<Refusal> {
	const { status } = await api.json({ path: pathOf('downloads', downloadId(archive)), answers: [404] });
	if (status === 404) {
		return new Refusal(
			`The archive is no longer on Alfresco: ${GONE}`,
			'Ask for it again, and download it sooner.',
			{ code: 'ARCHIVE_EXPIRED', status },
		);
	}
	return new Refusal(
		'Alfresco reports the archive as done, but has no content for it',
		'Ask for the archive again.',
		{ code: 'NOT_FOUND', status: 404 },
	);
}
