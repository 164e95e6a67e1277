import type { ArchiveHandle, ArchiveState } from '../contract';
import { Refusal, type RefusalCode } from '../base/refusal';

type Ended = Exclude<ArchiveState, 'ready' | 'preparing'>;

const WORDS: Record<Ended, { code: RefusalCode; message(service: string): string; description: string }> = {
	failed: {
		code: 'ARCHIVE_FAILED',
		message: (service) => `${service} could not make the archive`,
		description: 'Once that is put right, ask for it again.',
	},
	cancelled: {
		code: 'ARCHIVE_CANCELLED',
		message: (service) => `The archive was cancelled on ${service}`,
		description: 'Ask for it again.',
	},
	expired: {
		code: 'ARCHIVE_EXPIRED',
		message: (service) => `The archive is no longer on ${service}`,
		description: 'Ask for it again, and download it sooner.',
	},
};

/** Whether an archive has come to an end without being ready. */
export function hasEnded(handle: ArchiveHandle): handle is ArchiveHandle & { state: Ended } {
	return handle.state !== 'ready' && handle.state !== 'preparing';
}

/** The refusal for an archive that will not become ready. */
export function endedBadly(service: string, { state, reason }: ArchiveHandle & { state: Ended }): Refusal {
	const { code, message, description } = WORDS[state];
	return new Refusal(
		`${message(service)}: ${reason ?? `${service} gives no reason`}`.replace(/\.$/, ''),
		description,
		{
			code,
		},
	);
}

/** The refusal for an archive that somebody wants to read too early. */
export function notReady(service: string): Refusal {
	return new Refusal(`${service} is still making the archive`, 'Put Wait For Archive before this node.', {
		code: 'ARCHIVE_NOT_READY',
	});
}
