/** What one reading of an archive carries along. */
import { Breath } from '../engine/eventLoopTurn';
import { type BufferPool, joinPool, leavePool } from '../engine/bufferPool';
import { GatheredBytes } from '../engine/gatheredBytes';
import { Ending } from '../../base/ending';
import { type ArchiveEntry, EntryMaker } from '../rules/entry';
import { nameDecoder } from '../format/entryName';
import { KeptBytes } from '../rules/keptBytes';
import type { FoundEntries } from '../rules/metEntries';
import { DamageNoted } from './damageNoted';
import { Budget, type Limits } from '../rules/limits';
import { ArchiveRefused, quote } from '../format/refused';
import { wanted } from '../rules/selection';

export interface ReadOptions {
	/** Patterns on the safe path; all files when there are none. */
	include?: string[];
	exclude?: string[];
	/** The only files that are wanted, by their safe paths; patterns narrow them further. */
	paths?: string[];
	limits?: Limits;
	/** For names that aren't marked as UTF-8: `auto`, `cp437` or a label that TextDecoder knows. */
	codePage?: string;
	/** What to do with wanted entries that can't be read: encrypted ones, unknown methods, unsafe names. */
	unreadable?: 'refuse' | 'skip';
	/** Names that lead out of their folder: such entries count as unreadable, or are made safe and kept. */
	unsafeNames?: 'refuse' | 'rename';
	/** Passes over what macOS and Windows leave behind (`__MACOSX`, `.DS_Store`, `Thumbs.db`); default true. */
	hideSystemFiles?: boolean;
	signal?: AbortSignal;
}

/**
 * A small file as bytes, which are the sink's until it has settled: other files come into the same memory afterwards.
 * A large one as pieces of 512 KiB that are made as they are read, and are the sink's for good.
 */
export type EntryContent = Uint8Array | AsyncIterable<Uint8Array>;
export type EntrySink = (entry: ArchiveEntry, content: EntryContent) => Promise<void>;

export interface ReadReport {
	/** What was wanted and (when unpacking) handed over, in the directory's order. */
	entries: ArchiveEntry[];
	skipped: Array<{ path: string; reason: string }>;
	/** Files that the directory lists, wanted or not. */
	files: number;
	warnings: string[];
}

const MOST_WARNINGS = 100;

export class ReadRun {
	readonly breath = new Breath();
	readonly budget: Budget;
	readonly handover: DamageNoted;
	/** Shared by all archives that are being read. */
	readonly buffers: BufferPool;
	/** What is gathered of files before they are handed over; one budget for all as well. */
	readonly gathered = new GatheredBytes();
	/** What this archive makes us remember. */
	readonly kept = new KeptBytes();
	readonly maker: EntryMaker;
	readonly isWanted: (path: string) => boolean;
	#moreWarnings = 0;
	readonly report: ReadReport = { entries: [], skipped: [], files: 0, warnings: [] };

	/** Without a `sink` entries are listed only. */
	constructor(
		readonly options: ReadOptions,
		readonly sink: EntrySink | null,
		readonly ending: Ending,
	) {
		this.budget = new Budget(options.limits);
		this.handover = new DamageNoted(ending);
		this.isWanted = wanted(options);
		this.maker = new EntryMaker(nameDecoder(options.codePage), options.unsafeNames === 'rename');
		this.buffers = joinPool();
	}

	/** The reading is over: nothing of it is held any more. */
	leave(): void {
		leavePool();
		this.handover.leave();
		this.gathered.leave();
		this.kept.forget();
	}

	/** Another attempt, in another way: forgets all but what was handed over. */
	startOver(found: FoundEntries): void {
		this.kept.forget();
		for (const { path } of found.values()) this.kept.met(path);
		this.#moreWarnings = 0;
		Object.assign(this.report, { entries: [], skipped: [], files: 0, warnings: [] });
	}

	/** True when an entry that was asked for is passed over; throws when that isn't allowed. */
	skipsUnreadable(entry: ArchiveEntry): boolean {
		const reason = entry.unreadableBecause;
		if (reason === null) return false;
		if (this.options.unreadable !== 'skip') {
			throw new ArchiveRefused(
				`${quote(entry.path)} can't be unpacked: ${reason}`,
				'Exclude it, or choose to leave out files that cannot be read.',
				'ARCHIVE_UNSUPPORTED',
			);
		}
		this.report.skipped.push({ path: entry.path, reason });
		return true;
	}

	/** Told up to a number that somebody may read. */
	warn(text: string): void {
		const { warnings } = this.report;
		if (warnings.length < MOST_WARNINGS) warnings.push(text);
		else warnings[MOST_WARNINGS] = `${++this.#moreWarnings} more like these`;
	}
}
