import type { Archive } from '../archives/make';

/** What a contender is asked to do: fetch the archive and put every file of it on disk. */
export interface Job {
	archive: Archive;
	url: string;
	/** An empty folder of its own. */
	folder: string;
}

/** A file that came out. */
export interface Output {
	path: string;
	/** Where its bytes lie. */
	file: string;
}

/** One way to unpack an archive. `run` is timed and measured; what it returns is checked after the clock has stopped. */
export interface Contender {
	run(job: Job): Promise<Output[]>;
}
