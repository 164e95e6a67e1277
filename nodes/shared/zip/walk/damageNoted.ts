import { Handover } from '../engine/handover';
import { ArchiveRefused, passOn } from '../format/refused';

export const isDamage = (reason: unknown): reason is ArchiveRefused =>
	reason instanceof ArchiveRefused && reason.code === 'ARCHIVE_DAMAGED';

/** Hands over as ever, but damage that somebody wants to note ends nothing: the directory may not list that file at all. */
export class DamageNoted extends Handover {
	/** Who notes damage to the files that are started from now on; null when it ends everything. */
	note: ((damage: ArchiveRefused) => void) | null = null;

	override start(bytes: number, job: () => Promise<void>): void {
		const { note } = this;
		if (!note) {
			super.start(bytes, job);
			return;
		}
		super.start(bytes, async () => {
			try {
				await job();
			} catch (reason) {
				if (!isDamage(reason)) return passOn(reason);
				note(reason);
			}
		});
	}
}
