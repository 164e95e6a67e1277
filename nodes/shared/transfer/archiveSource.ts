import { Refusal } from '../base/refusal';
import type { ArchiveContent } from '../contract';
import type { Api } from '../contract/api';
import type { ByteSource, ByteStream } from '../contract/source';
import { ArchiveRefused, passOn } from '../zip/format/refused';
import { GoingOn } from './goingOn';
import { Attempts, PATIENCE, type Patience } from './patience';
import { ArchiveRequests } from './request';

/** What a source of bytes needs to know beside the archive. */
export interface TransferOptions {
	/** Name of the service, for messages. */
	service: string;
	api: Pick<Api, 'pause' | 'shown'>;
	/** How a broken transfer is taken up again; by default five times in a row without a byte more. */
	patience?: Partial<Patience>;
	/** Told when the last byte is here and the archive is still being read; not where it comes in several pieces. */
	onLastByte?: () => void;
}

/** The bytes of an archive on a service. */
export interface ArchiveBytes extends ByteSource {
	/** What the service calls what it sent, as far as anything came; empty where it does not say. */
	readonly contentType: string;
}

/** An archive that is refused for these is one: its bytes are as they should be. */
const OF_OUR_MAKING: readonly unknown[] = ['ARCHIVE_UNSUPPORTED', 'LIMIT_EXCEEDED'];

/**
 * An archive on a service as a source of bytes.
 *
 * Pieces are a help, never a need: each is checked to be the one that was asked for, and where a server misreads ranges the
 * archive is read forward. A transfer that breaks goes on from the byte where it broke; where there are no pieces the archive
 * is asked for again, and what was delivered is passed over and compared.
 */
export function archiveSource(
	content: ArchiveContent,
	{ service, api, patience, onLastByte }: TransferOptions,
): ArchiveBytes {
	const { linked, mayBeWrong } = content;
	const sender = { service, api, linked, mayBeWrong };
	const requests = new ArchiveRequests(content, sender, onLastByte);
	const attempts = () =>
		new Attempts({ ...PATIENCE, ...patience }, (milliseconds) => api.pause(milliseconds));

	return {
		get contentType() {
			return requests.contentType;
		},
		get size() {
			return requests.size ?? content.size;
		},
		get ranges() {
			return requests.ranges;
		},
		async open(start: number, end?: number): Promise<ByteStream> {
			if (start === 0 && end === undefined) {
				return new GoingOn(await requests.whole(), 0, null, requests, attempts());
			}
			const part = await requests.piece(start, end ?? null).catch((reason: unknown) => {
				const fell = reason instanceof Refusal && reason.status !== null && reason.status >= 500;
				// Some servers fall over ranges: whether they are down for everything, the whole archive shows.
				return fell ? requests.noPieces(null) : passOn(reason);
			});
			return new GoingOn(part, part.from, end ?? requests.size, requests, attempts());
		},
		holdsAll: onLastByte,
		doubtPieces(reason: unknown): boolean {
			const isAboutBytes =
				reason instanceof ArchiveRefused && !('code' in reason && OF_OUR_MAKING.includes(reason.code));
			if (!isAboutBytes || !requests.ranges) return false;
			requests.ranges = false;
			return true;
		},
	};
}
