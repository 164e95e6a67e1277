/**
 * What an archive makes us remember: where its entries are, their names, what is to be said of them. 1.3 MB of archive
 * once became 557 MB of memory, since names may have 65,535 bytes each and shrink to nothing on the wire. So there is one
 * budget for all of it, and one for all archives that are being read at once.
 */
import { KEPT_OF_NAME } from '../format/localHeader';
import { tooMuch } from '../format/refused';

/** As long as a path may be on Linux (PATH_MAX): a longer one could be saved nowhere. */
export const LONGEST_NAME = KEPT_OF_NAME;
/** Bytes remembered for one archive: more than 100,000 files with names of 120 characters. */
export const MOST_KEPT = 40 * 1024 * 1024;
/** Bytes remembered for all archives that are being read at this time, in this process. */
export const MOST_KEPT_AT_ONCE = 64 * 1024 * 1024;
/** What an entry costs beside its name: where it was met, and how the directory lists it. */
const MET_BYTES = 80;
const LISTED_BYTES = 120;

let keptAtOnce = 0;

const NO_LATIN_LETTER = /[\u0100-\uffff]/;

/** How many bytes V8 keeps for a text: one for each character, or two when one of them is no Latin letter. */
const bytesOf = (text: string): number => (NO_LATIN_LETTER.test(text) ? 2 : 1) * text.length;

export class KeptBytes {
	#kept = 0;

	/**
	 * An entry at its place.
	 *
	 * @param nameLength bytes that its name has there. If they are too many to be kept, they count all the same: whoever sends names of
	 * 64 KB without an end would be read for as long as it sends.
	 */
	met(path: string, nameLength = 0): void {
		this.#add(MET_BYTES + (nameLength > LONGEST_NAME ? nameLength : bytesOf(path)));
	}

	/** A record of the directory. @param path null when it is kept already, with the entry at its place */
	listed(path: string | null): void {
		this.#add(LISTED_BYTES + (path === null ? 0 : bytesOf(path)));
	}

	/** A text that stays until the reading is over. */
	text(text: string): void {
		this.#add(bytesOf(text));
	}

	/** All of it is forgotten. */
	forget(): void {
		keptAtOnce -= this.#kept;
		this.#kept = 0;
	}

	#add(bytes: number): void {
		this.#kept += bytes;
		keptAtOnce += bytes;
		if (this.#kept > MOST_KEPT) {
			throw tooMuch(
				"The archive's list of files takes more than 40 MiB of memory",
				'Have it built with fewer files or shorter names, or download it with Download ZIP.',
			);
		}
		if (keptAtOnce > MOST_KEPT_AT_ONCE) {
			throw tooMuch(
				'The lists of files of all archives that are being read take more than 64 MiB of memory',
				'Read fewer archives at once.',
			);
		}
	}
}

/** @throws ArchiveRefused when a name is too long to be kept, or to be saved anywhere */
export function checkNameLength(bytes: number): void {
	if (bytes <= LONGEST_NAME) return;
	throw tooMuch(
		`The archive holds a file whose name has ${bytes} bytes`,
		`Names may have ${LONGEST_NAME} bytes, as on Linux. Have the archive built with shorter ones.`,
	);
}
