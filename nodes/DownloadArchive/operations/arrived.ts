import type { Arrived } from '../../shared/contract';
import type { ReadOptions, ReadReport } from '../../shared/zip';

/** What a reading found of an archive. Names are all there only where no pattern leaves any out. @param bytes of the archive */
export function arrivedIn(
	{ entries, skipped, files }: ReadReport,
	{ include = [], exclude = [], paths: only }: ReadOptions,
	bytes: number | null,
): Arrived {
	const isNarrowed = include.length > 0 || exclude.length > 0 || only !== undefined;
	const paths = [...entries, ...skipped].map(({ path }) => path);
	return { bytes, files, paths: isNarrowed ? null : paths };
}
