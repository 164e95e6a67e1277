import { closingHint } from '../../nodes/DownloadArchive/closingHint';
import type { Tally } from '../../nodes/DownloadArchive/operations/operation';

const tally = (files: number | null, bytes: number, leftOut = 0): Tally => ({ files, bytes, leftOut });

it.each<[string, Tally[], number, string[]]>([
	['a run that nobody waited for', [tally(11, 2_900_000)], 59.9, []],
	['a run that read nothing', [], 60, []],
	['one archive', [tally(11, 2_900_000)], 61.2, ['1 archive: 11 files, 2.9 MB, in 61 seconds']],
	['one file', [tally(1, 1_000)], 60, ['1 archive: 1 file, 1 KB, in 60 seconds']],
	[
		'several archives',
		[tally(11, 2_900_000), tally(2_000, 1_000_000_000, 2), tally(0, 0)],
		119.4,
		['3 archives: 2,011 files, 1 GB, 2 left out, in 119 seconds'],
	],
	[
		'ZIPs as they are',
		[tally(null, 5_000), tally(null, 5_000)],
		150,
		['2 archives: 10 KB, in 2 minutes and 30 seconds'],
	],
])('%s', (_what, tallies, seconds, expected) => {
	expect(closingHint(tallies, seconds)).toEqual(expected);
});
