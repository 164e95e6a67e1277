import { NO_PROGRESS } from '../../nodes/shared/base/handle';
import type { ArchiveProgress } from '../../nodes/shared/contract';
import { progressWords } from '../../nodes/shared/run/wait/progressWords';

it.each<[string, Partial<ArchiveProgress>]>([
	['', {}],
	['', { totalFiles: 4, totalBytes: 100 }],
	['0 %', { percent: 0 }],
	['12 files', { files: 12 }],
	['12 of 400 files', { files: 12, totalFiles: 400 }],
	['0 bytes of 1023 bytes', { bytes: 0, totalBytes: 1023 }],
	['1.0 KiB', { bytes: 1024 }],
	['1.5 MiB of 2.0 TiB', { bytes: 1.5 * 1024 ** 2, totalBytes: 2 * 1024 ** 4 }],
	['4096.0 TiB', { bytes: 4 * 1024 ** 5 }],
	[
		'1 of 2 files, 1.0 MiB of 50.0 MiB, 2 %',
		{ files: 1, totalFiles: 2, bytes: 1024 ** 2, totalBytes: 50 * 1024 ** 2, percent: 2 },
	],
])('%j is said of %j', (words, progress) => {
	expect(progressWords({ ...NO_PROGRESS, ...progress })).toBe(words);
});
