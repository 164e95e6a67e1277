import { newHandle } from '../../nodes/shared/base/handle';
import type { ArchiveProgress, ArchiveState } from '../../nodes/shared/contract';
import { waitSummary, type SeenLast } from '../../nodes/WaitForArchive/waitSummary';

function seen(state: ArchiveState, seconds: number, progress: Partial<ArchiveProgress> = {}): SeenLast {
	return {
		handle: newHandle({ provider: 'acme', state, request: {}, progress: progress as ArchiveProgress }),
		seconds,
	};
}

test('of more archives than a call takes values', () => {
	const all = Array.from({ length: 200_000 }, (_, index) => seen('ready', index % 61));
	expect(waitSummary(all)).toEqual(['200000 archives ready, the last one after 60 seconds']);
});

test.each<[string, SeenLast[], string[]]>([
	['nothing', [], []],
	['ready at once', [seen('ready', 0)], []],
	['ready soon', [seen('ready', 4.9), seen('ready', 1)], []],
	['one, with nothing told', [seen('ready', 5)], ['Archive ready after 5 seconds']],
	[
		'one, with all told',
		[seen('ready', 41.2, { files: 11, bytes: 3 * 1024 ** 2, percent: 100 })],
		['Archive ready after 42 seconds: 11 files, 3.0 MiB'],
	],
	['several', [seen('ready', 3), seen('ready', 600)], ['2 archives ready, the last one after 10 minutes']],
	['still at work, untold', [seen('preparing', 1)], ['1 archive is still being made']],
	[
		'still at work',
		[seen('preparing', 1, { percent: 4 }), seen('preparing', 1), seen('ready', 9)],
		['Archive ready after 9 seconds', '2 archives are still being made: 4 %'],
	],
	[
		'many at work',
		[1, 2, 3, 4].map((percent) => seen('preparing', 1, { percent })),
		['4 archives are still being made: 1 % · 2 % · 3 % · …'],
	],
	['failed', [seen('failed', 90)], []],
])('%s', (_name, all, lines) => {
	expect(waitSummary(all)).toEqual(lines);
});
