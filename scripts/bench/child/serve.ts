import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Archive } from '../archives/make';
import { findFault } from './check';
import type { Contender, Job } from './contender';
import { measure, type Measures } from './measure';

/** An archive to unpack: its description as a JSON file, and its address. */
export interface Task {
	manifest: string;
	url: string;
}

/** What the parent hands over, as JSON in the last argument. */
export interface Order {
	warmUp: Task;
	job: Task;
	folder: string;
}

/** What comes back: the figures and what is wrong with the output, or why there is none. */
export type Verdict = { measures: Measures; fault: string | null } | { failed: string };

/** A contender's whole process: warm up, measure once, check the output, report. */
export async function serve(contender: Contender): Promise<void> {
	const order = JSON.parse(process.argv[2]) as Order;
	const verdict = await judge(contender, order).catch((reason: unknown): Verdict => ({
		failed: wordsOf(reason),
	}));
	process.send?.(verdict, () => process.exit());
}

async function judge(contender: Contender, { warmUp, job, folder }: Order): Promise<Verdict> {
	await contender.run(await jobOf(warmUp, join(folder, 'warm-up')));
	const prepared = await jobOf(job, join(folder, 'measured'));
	// Twice, and a breath: what the warm-up left behind must not count as the baseline.
	for (let turn = 0; turn < 2; turn++) {
		global.gc?.();
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	const { result, measures } = await measure(async () => await contender.run(prepared));
	return { measures, fault: await findFault(prepared.archive.files, result) };
}

async function jobOf({ manifest, url }: Task, folder: string): Promise<Job> {
	await mkdir(folder, { recursive: true });
	return { archive: JSON.parse(await readFile(manifest, 'utf8')) as Archive, url, folder };
}

/** What went wrong, in a line. */
export function wordsOf(reason: unknown): string {
	return reason instanceof Error ? reason.message : String(reason);
}
