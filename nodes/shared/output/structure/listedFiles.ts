import type { DirectoryRecord } from '../../zip/format/directoryRecord';
import { nameDecoder } from '../../zip/format/entryName';
import { LONGEST_NAME } from '../../zip/rules/keptBytes';
import { safePath } from '../../zip/rules/safePath';

/** Bytes of names that are kept: some twenty thousand paths of sixty letters. */
const MOST_BYTES = 2 * 1024 * 1024;
/** What a text costs beside its letters. */
const TEXT_BYTES = 40;

/** What the directory of an archive that streams by lists: how many files, and their names while they are few enough. */
export class ListedFiles {
	count = 0;
	/** Null once there were too many to be kept. */
	paths: string[] | null = [];
	#bytes = 0;
	readonly #decode = nameDecoder();

	add({ nameBytes, flags, extra }: DirectoryRecord): void {
		const { path, isFolder } = safePath(this.#decode(nameBytes.subarray(0, LONGEST_NAME), flags, extra));
		if (isFolder) return;
		this.count++;
		this.#bytes += TEXT_BYTES + path.length;
		if (this.#bytes > MOST_BYTES) this.paths = null;
		else this.paths?.push(path);
	}
}
