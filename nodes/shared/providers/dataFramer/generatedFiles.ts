import type { Afterwards, Arrived } from '../../contract';
import { recordIn, recordsIn, textIn } from '../../base/untrusted';
import type { Api } from '../../contract/api';
import { Refusal, type RefusalCode } from '../../base/refusal';
import { pathOf } from '../../http/path';

/** Longer than any file system allows. */
const LONGEST_PATH = 1_024;
/** What says that this list is not for us: then nothing was announced. */
const NO_LIST: readonly RefusalCode[] = ['NOT_ALLOWED', 'NOT_FOUND', 'SERVICE_REFUSED', 'UNEXPECTED_ANSWER'];

/**
 * The files that a run has generated, which its archive has to hold beside what was found out about them (docs: runs/get). They
 * are asked for only where all names of the archive are known: else there is nothing to compare.
 */
export async function generatedFiles(api: Api, runId: string, { paths }: Arrived): Promise<Afterwards> {
	if (paths === null) return {};
	try {
		const { body } = await api.json({ path: `${pathOf('runs', runId)}/` });
		const generated = recordsIn(recordIn(body).generated_files);
		return { expected: generated.flatMap((file) => textIn(file, 'path')?.slice(0, LONGEST_PATH) ?? []) };
	} catch (cause) {
		if (!(cause instanceof Refusal)) return await Promise.reject(cause);
		if (NO_LIST.includes(cause.code)) return {};
		return { warnings: ['DataFramer did not tell which files the run has generated: nobody could compare'] };
	}
}
