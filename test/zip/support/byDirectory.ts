import { Ending } from '../../../nodes/shared/base/ending';
import { readByDirectory } from '../../../nodes/shared/zip/walk/byDirectory';
import {
	type EntrySink,
	type ReadOptions,
	ReadRun,
	type ReadReport,
} from '../../../nodes/shared/zip/walk/readRun';
import type { ByteSource } from '../../../nodes/shared/zip';

/** Unpacks everything by the directory, where `unpackArchive` would read forward because that is cheaper. */
export async function unpackByDirectory(
	source: ByteSource,
	options: ReadOptions,
	sink: EntrySink,
): Promise<ReadReport> {
	const ending = new Ending();
	const run = new ReadRun(options, sink, ending);
	try {
		await readByDirectory(run, source, new Map());
		await run.handover.idle();
		return run.report;
	} catch (reason) {
		ending.end(reason);
		ending.throwIfEnded();
		throw reason;
	} finally {
		run.leave();
	}
}
