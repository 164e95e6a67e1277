import { Refusal } from '../../base/refusal';

/**
 * The archive, or one entry of it, can't be read as asked. `message` says what happened (and names the
 * entry), `description` says what to do about it. Both are fit to be shown to a person.
 */
export class ArchiveRefused extends Refusal {
	override readonly name: string = 'ArchiveRefused';

	constructor(message: string, description: string) {
		super(message, description, { code: 'ARCHIVE_DAMAGED' });
	}
}

/**
 * Reading forward has met something that only the central directory can settle: bytes before the first
 * entry, or between two. With ranges the directory is asked; without them this is refused as it stands.
 */
export class NeedsDirectory extends ArchiveRefused {
	override readonly name: string = 'NeedsDirectory';
}

const ASK_AGAIN = 'Have the service build the archive again. If it comes out the same, ask whoever makes it.';

/** An entry's name as it may stand in a message: one line, not too long. */
export function quote(path: string): string {
	const plain = path.replace(/[\p{Cc}\p{Cf}]/gu, '_');
	return plain.length <= 120 ? `"${plain}"` : `"${plain.slice(0, 60)}…${plain.slice(-55)}"`;
}

export function damaged(path: string, what: string): ArchiveRefused {
	return new ArchiveRefused(`${quote(path)} in the archive is damaged: ${what}`, ASK_AGAIN);
}

/** Header, entry and directory don't fit together. */
export function inconsistent(what: string): ArchiveRefused {
	return new ArchiveRefused(`The archive contradicts itself: ${what}`, ASK_AGAIN);
}

export function truncated(where: string): ArchiveRefused {
	return new ArchiveRefused(
		`The archive stops too early: ${where}`,
		'The transfer was cut short or the archive was never finished. Download it again.',
	);
}

export function notAZip(what: string): ArchiveRefused {
	return new ArchiveRefused(
		`What was sent is not a ZIP archive: ${what}`,
		'Check that the archive is ready and that its link and the sign-in are still valid.',
	);
}

/**
 * Throws what was caught. n8n's gate wants its own error classes thrown in a catch block; here that is left to the node,
 * which puts them around whatever comes out of the reader.
 */
export function passOn(reason: unknown): never {
	throw reason;
}
