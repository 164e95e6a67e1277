import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { recordIn } from '../../../shared/base/untrusted';
import { noRoomFor, readText, valuesIn, type RowRoom } from '../../../shared/rows';
import type { ArchiveEntry, EntryContent } from '../../../shared/zip';

const ENDING = '.metadata';
/** Bytes of one. Parsed in one go: a larger one is a file like any other. */
const LARGEST = 256 * 1024;

export const joinMetadataOption: INodeProperties = {
	displayName: 'Join Metadata Files',
	name: 'joinMetadata',
	type: 'boolean',
	default: false,
	description:
		'Whether what the file "may.csv.metadata" says, as JSON, goes into "metadata" of the item of "may.csv", instead of being an item',
};

/** What the metadata files of an archive say of its other files. */
export class MetadataFiles {
	readonly #taken = new Map<ArchiveEntry, IDataObject>();
	/** By the paths that the directory gives them: what it does not list says nothing. */
	readonly #said = new Map<string, IDataObject>();
	readonly #paths = new Set<string>();
	readonly #noRoom = new Set<ArchiveEntry>();

	readonly #isWanted: boolean;
	readonly #budget: RowRoom;

	/** @param budget that of rows and texts: what is said is kept until the files that it belongs to are known, and then in items */
	constructor(isWanted: boolean, budget: RowRoom) {
		this.#isWanted = isWanted;
		this.#budget = budget;
	}

	/** Takes a file, where it is one of them. */
	async take(entry: ArchiveEntry, content: EntryContent): Promise<void> {
		if (!this.#isWanted || !entry.path.endsWith(ENDING) || !(content instanceof Uint8Array)) return;
		if (content.length > LARGEST) return;
		const { text } = await readText(content, LARGEST);
		const facts = factsIn(text);
		const values = valuesIn(text);
		if (facts === null || values === null) return;
		if (this.#budget.take(text.length, values)) this.#taken.set(entry, facts);
		else this.#noRoom.add(entry);
	}

	/**
	 * Tells which files there are.
	 * @param givesItems whether a file comes out at all: what is said of a table without rows has no other item to be in
	 */
	settle(entries: readonly ArchiveEntry[], givesItems: (entry: ArchiveEntry) => boolean = () => true): void {
		if (this.#taken.size + this.#noRoom.size === 0) return;
		for (const entry of entries) {
			const facts = this.#taken.get(entry);
			if (givesItems(entry)) this.#paths.add(entry.path);
			if (facts !== undefined) this.#said.set(entry.path, facts);
		}
	}

	/** Whether a file was joined to another one, and is no item. */
	isJoined({ path }: ArchiveEntry): boolean {
		return this.#said.has(path) && this.#hasFile(path);
	}

	/** Why a file is an item although it belongs to another one, as ends of sentences. */
	toldOf(entry: ArchiveEntry): string[] {
		const isApart = this.#noRoom.has(entry) && this.#hasFile(entry.path);
		return isApart ? [`it was not joined: ${noRoomFor('metadata')}`] : [];
	}

	#hasFile(path: string): boolean {
		return this.#paths.has(path.slice(0, -ENDING.length));
	}

	/** What is said of a file; null where nothing is. */
	of({ path }: ArchiveEntry): IDataObject | null {
		return this.#said.get(path + ENDING) ?? null;
	}
}

/** An object, or nothing. */
function factsIn(text: string): IDataObject | null {
	try {
		const facts = recordIn(JSON.parse(text));
		return Object.keys(facts).length === 0 ? null : (facts as IDataObject);
	} catch {
		return null;
	}
}
