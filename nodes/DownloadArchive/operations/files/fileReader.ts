import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { flag } from '../../../shared/base/fields';
import { asReadable, type BinaryBody } from '../../../shared/output/readable';
import {
	garbledIn,
	looksLikeText,
	noRoomFor,
	readRows,
	readText,
	RowBudget,
	RowShare,
	rowKindOf,
	type RowKind,
} from '../../../shared/rows';
import { above } from '../../../shared/run/inputFields';
import { pairedWith } from '../../../shared/run/items';
import type { ArchiveEntry, EntryContent } from '../../../shared/zip';
import { entryItem, settleItem } from '../entryItem';
import { firstLook } from './firstLook';
import type { Download } from '../operation';
import { outputFieldIn } from '../outputField';
import { MetadataFiles } from './metadataFiles';
import { filesAsIn, type FileRead } from './readFilesAs';

/** One for all archives that a run of the node reads: rows and texts are in items, and n8n holds them all. */
const budgets = new WeakMap<IExecuteFunctions, RowBudget>();

const NO_TEXT: FileRead = { items: [], source: null, told: ['it is no text, so it stays binary data'] };

/** Makes files into items, as the user wants them. */
export class FileReader {
	readonly #field: string;
	readonly #as;
	// Each is made when its file is stored. Ten thousand items made at the end, all at once, held the event loop for 20 ms:
	// the collector had to copy every one of them.
	readonly #stored = new Map<ArchiveEntry, INodeExecutionData>();
	readonly #read = new Map<ArchiveEntry, FileRead>();
	readonly #metadata: MetadataFiles;
	readonly #budget: RowShare;

	readonly #download: Download;

	/** @throws Refusal on options that can't be */
	constructor(download: Download) {
		this.#download = download;
		this.#field = outputFieldIn(download.fields);
		this.#as = filesAsIn(download.fields);
		const ofAll = budgets.get(download.context) ?? new RowBudget();
		budgets.set(download.context, ofAll);
		this.#budget = new RowShare(ofAll);
		this.#metadata = new MetadataFiles(flag(download.fields, 'joinMetadata'), this.#budget);
	}

	/** Takes a file. Its bytes are another one's when this is over. */
	async take(entry: ArchiveEntry, content: EntryContent): Promise<void> {
		await this.#metadata.take(entry, content);
		await this.#keep(entry, content);
	}

	/** Tells which files the archive holds, when all of them were taken. */
	settle(entries: readonly ArchiveEntry[]): void {
		this.#metadata.settle(entries, (entry) => this.#givesItems(entry));
	}

	/** The archive could not be read: none of its rows and texts comes out. */
	abandon(): void {
		this.#budget.giveBack();
	}

	/** Rows and text are for what is text: a table in UTF-16 without a mark would come out with a zero in each name. */
	async #keep(entry: ArchiveEntry, content: EntryContent): Promise<void> {
		const { kind } = this.#as;
		const rows = kind === 'rows' ? rowKindOf(entry.name) : null;
		if (rows === null && kind !== 'text') {
			await this.#store(entry, content);
			return;
		}
		const { beginning, whole } = await firstLook(content);
		if (!looksLikeText(beginning)) {
			await this.#store(entry, whole);
			if (rows !== null) this.#read.set(entry, NO_TEXT);
		} else if (rows === null) {
			this.#read.set(entry, await this.#textOf(entry, whole));
		} else {
			this.#read.set(entry, await this.#rowsOf(rows, entry, whole));
		}
	}

	#givesItems(entry: ArchiveEntry): boolean {
		const file = this.#read.get(entry);
		return this.#stored.has(entry) || (file !== undefined && !isSilent(file));
	}

	/** The items of a file, with what the directory of the archive says of it. */
	itemsOf(entry: ArchiveEntry): INodeExecutionData[] {
		if (this.#metadata.isJoined(entry)) return [];
		const item = this.#stored.get(entry);
		if (item !== undefined) {
			this.#settleOne(item, entry, []);
			return [item];
		}
		const file = this.#read.get(entry);
		return file === undefined ? [] : this.#settled(entry, file);
	}

	/** What was left out of files that came out otherwise, for the output panel. */
	toldOf(entry: ArchiveEntry): string[] {
		const told = [...(this.#read.get(entry)?.told ?? []), ...this.#metadata.toldOf(entry)];
		return told.map((what) => `${entry.path}: ${what}`);
	}

	#settled(entry: ArchiveEntry, { items, source, told }: FileRead): INodeExecutionData[] {
		if (source !== null && items.length > 0) {
			const warnings = [...entry.warnings, ...told];
			source.path = entry.path;
			const metadata = this.#metadata.of(entry);
			if (metadata !== null) source.metadata = metadata;
			if (warnings.length > 0) source.warnings = warnings;
			return items;
		}
		// Where not one row could be read, an item says so.
		if (isSilent({ items, told })) return [];
		const [item] = items.length > 0 ? items : [entryItem(entry, this.#download)];
		this.#settleOne(item, entry, told);
		return [item];
	}

	#settleOne(item: INodeExecutionData, entry: ArchiveEntry, told: readonly string[]): void {
		settleItem(item, entry);
		const warnings = [...entry.warnings, ...told, ...this.#metadata.toldOf(entry)];
		if (warnings.length > 0) item.json.warnings = warnings;
		const metadata = this.#metadata.of(entry);
		if (metadata !== null) item.json.metadata = metadata;
	}

	// A small file's bytes are the next one's afterwards. Every n8n so far is done with them when it answers: as text in
	// memory, in a file, in the database, on S3 or Azure.
	async #store(entry: ArchiveEntry, content: EntryContent): Promise<void> {
		const body: BinaryBody = content instanceof Uint8Array ? asBuffer(content) : asReadable(content);
		const { context } = this.#download;
		const binary: IBinaryKeyData = {
			[this.#field]: await context.helpers.prepareBinaryData(body, entry.name),
		};
		this.#stored.set(entry, entryItem(entry, this.#download, binary));
	}

	async #rowsOf(kind: RowKind, { path }: ArchiveEntry, content: EntryContent): Promise<FileRead> {
		const { archive, kept, items: from } = this.#download;
		// One for all rows of the file: there may be a million of them, out of an archive for thousands of items.
		const sourceFile: IDataObject = { path, archive };
		const pairedItem = pairedWith(from);
		const items: INodeExecutionData[] = [];
		const room = { most: this.#as.mostRows, budget: this.#budget };
		const told = await readRows(kind, content, room, (row) => {
			row.sourceFile = sourceFile;
			items.push({ json: above(kept, row), pairedItem });
		});
		return { items, source: sourceFile, told };
	}

	async #textOf(entry: ArchiveEntry, content: EntryContent): Promise<FileRead> {
		const { mostCharacters } = this.#as;
		const most = Math.min(mostCharacters, this.#budget.room);
		const read = await readText(content, most);
		// Others were read meanwhile, and may have taken the room.
		const text = this.#budget.take(read.text.length, 1) ? read.text : '';
		const item = entryItem(entry, this.#download);
		item.json.text = text;
		const told = garbledIn(text);
		if (read.isCut || text !== read.text) {
			const why = most < mostCharacters || text !== read.text ? `: ${noRoomFor('text')}` : '';
			told.push(`its text was cut after ${text.length} characters${why}`);
		}
		return { items: [item], source: null, told };
	}
}

/** Nothing came of it, and nothing is wrong with it: a table without rows. */
function isSilent({ items, told }: Pick<FileRead, 'items' | 'told'>): boolean {
	return items.length === 0 && told.length === 0;
}

function asBuffer(bytes: Uint8Array): Buffer {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
