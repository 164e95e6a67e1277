import type { ForeignText } from '../../contract/api';
import type { OtherFormat, TextKind } from './firstBytes';
import { Refusal, type RefusalCode } from '../../base/refusal';

/**
 * The archive, or one entry of it, can't be read as asked. `message` says what happened (and names the
 * entry), `description` says what to do about it. Both are fit to be shown to a person, and neither holds bytes of the
 * archive but the names of its entries.
 */
export class ArchiveRefused extends Refusal {
	override readonly name: string = 'ArchiveRefused';

	constructor(message: string, description: string, code: RefusalCode) {
		super(message, description, { code });
	}
}

/** There is no ZIP at all in what came. `what` says what there is instead, where that can be told by its bytes. */
export class NoZip extends ArchiveRefused {
	constructor(
		readonly what: TextKind | 'nothing' | null,
		description = 'Check what was sent.',
		said = what === null
			? 'it holds nothing that a ZIP archive is made of'
			: `it is ${what === 'nothing' ? 'empty' : what}`,
	) {
		super(`It is no ZIP archive: ${said}`, description, 'NOT_A_ZIP');
	}
}

/** An archive came, in another format. */
export class NotInZip extends NoZip {
	constructor(readonly format: OtherFormat) {
		super(
			null,
			'These nodes read ZIP archives only. Ask for a ZIP, where there is a choice of formats.',
			`it is ${format}`,
		);
	}
}

/**
 * Reading forward has met something that only the central directory can settle. Where the server gives ranges the
 * directory comes first, so this is for those that don't.
 */
export class NeedsDirectory extends ArchiveRefused {
	override readonly name: string = 'NeedsDirectory';

	constructor(what: string, code: RefusalCode = 'ARCHIVE_UNSUPPORTED') {
		super(
			`Only the directory at the end of the archive knows how to go on: ${what}`,
			'The service sends the archive only from its beginning. Download it with Download ZIP and unpack it elsewhere, or have it built in another way.',
			code,
		);
	}
}

const ASK_AGAIN = 'Have the service build the archive again. If it comes out the same, ask whoever makes it.';

/** An entry's name as it may stand in a message: one line, not too long. */
export function quote(path: ForeignText): string {
	const ends = path.length <= 120 ? path : `${path.slice(0, 60)}…${path.slice(-55)}`;
	return `"${ends.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '_')}"`;
}

export function damaged(path: string, what: string): ArchiveRefused {
	return new ArchiveRefused(
		`${quote(path)} in the archive is damaged: ${what}`,
		ASK_AGAIN,
		'ARCHIVE_DAMAGED',
	);
}

/** Header, entry and directory don't fit together. */
export function inconsistent(what: string): ArchiveRefused {
	return new ArchiveRefused(`The archive contradicts itself: ${what}`, ASK_AGAIN, 'ARCHIVE_DAMAGED');
}

/** Two entries claim the same bytes. */
export function overlap(path: string): ArchiveRefused {
	return new ArchiveRefused(
		`${quote(path)} shares bytes with another file of the archive`,
		'This is how archive bombs are built. Do not unpack the archive unless you know who made it.',
		'ARCHIVE_DAMAGED',
	);
}

export function truncated(where: string): ArchiveRefused {
	return new ArchiveRefused(
		`The archive stops too early: ${where}`,
		'The transfer was cut short or the archive was never finished. Download it again.',
		'ARCHIVE_CUT_SHORT',
	);
}

/** Something of the ZIP format that isn't read here. */
export function unsupported(message: string, description: string): ArchiveRefused {
	return new ArchiveRefused(message, description, 'ARCHIVE_UNSUPPORTED');
}

/** Sizes have run over, as macOS lets them. */
export const tooLargeFor32Bits = (): ArchiveRefused =>
	unsupported(
		'A file of the archive has more than 4 GiB, and there are no ZIP64 records to say how many',
		'macOS writes such archives. Have it built by another program, or with smaller files.',
	);

export function tooMuch(message: string, description: string): ArchiveRefused {
	return new ArchiveRefused(message, description, 'LIMIT_EXCEEDED');
}

/**
 * Throws what was caught. n8n's gate wants its own error classes thrown in a catch block; here that is left to the node,
 * which puts them around whatever comes out of the reader.
 */
export function passOn(reason: unknown): never {
	throw reason;
}
