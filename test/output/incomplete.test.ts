import { missingFrom, refuseIncomplete } from '../../nodes/shared/output/incomplete';

const all = { bytes: 100, files: 2, paths: ['a.txt', 'folder/b.csv'] };

test.each([
	['all is there', { size: 100, files: 2, expected: ['a.txt', 'b.csv'] }, all, []],
	['nothing announced', {}, all, []],
	[
		'what the service left out',
		{ leftOut: ['Box left 2 files out'], files: 3 },
		all,
		['Box left 2 files out', 'Box announced 3 files, and the archive holds 2'],
	],
	[
		'what systems leave behind',
		{ expected: ['a.txt', '.DS_Store', '__MACOSX/._a.txt', 'x/Thumbs.db'] },
		all,
		[],
	],
	['a name that was made safe', { expected: ['a\u202e.txt'] }, { ...all, paths: ['a_.txt'] }, []],
	[
		'a name with its accent in another form',
		{ expected: ['e\u0301.txt'] },
		{ ...all, paths: ['\u00e9.txt'] },
		[],
	],
	['a name twice', { expected: ['a.txt', 'a.txt', 'b.csv'] }, all, []],
	[
		'fewer files than names, all of which are there',
		{ expected: ['a.txt', 'x/a.txt', 'b.csv'] },
		all,
		['3 files were asked for, and the archive holds 2'],
	],
	['nothing counted', { size: 7, files: 7, expected: ['c'] }, { bytes: null, files: null, paths: null }, []],
	['fewer bytes', { size: 120 }, all, ['Box announced 120 bytes, and the archive has 100']],
	['more bytes', { size: 0 }, all, ['Box announced 0 bytes, and the archive has 100']],
	['fewer files', { size: null, files: 3 }, all, ['Box announced 3 files, and the archive holds 2']],
	['more files', { size: null, files: 1 }, all, []],
	['names that the service made itself', { size: null, expected: ['1', '2'] }, all, []],
	[
		'names that the service made itself, for fewer files',
		{ size: null, expected: ['1', '2', '3'] },
		all,
		['1', '2', '3'].map((name) => `"${name}" was asked for and is not in the archive`),
	],
	[
		'sizes, where nobody knows the names',
		{ size: 1, files: 3, expected: ['c'] },
		{ bytes: 2, files: 2, paths: null },
		['Box announced 1 bytes, and the archive has 2', 'Box announced 3 files, and the archive holds 2'],
	],
	['a name in another folder', { size: null, expected: ['x/b.csv', 'y/a.txt'] }, all, []],
	['a whole path', { size: null, expected: ['folder/b.csv'] }, all, []],
	['nothing counted but the names', { size: 5, files: 5 }, { ...all, bytes: null, files: null }, []],
	[
		'a name',
		{ size: null, expected: ['c\u202e.txt', 'x/a.txt'] },
		all,
		['"c_.txt" was asked for and is not in the archive'],
	],
])('%s', async (_, announced, arrived, told) => {
	expect(await missingFrom(announced, arrived, 'Box')).toEqual(told);
});

test('many names are counted', async () => {
	const expected = Array.from({ length: 5000 }, (_, index) => (index === 0 ? 'a.txt' : `${index}.txt`));
	const told = await missingFrom({ size: null, expected }, all, 'Box');
	expect(told).toHaveLength(11);
	expect(told.at(-1)).toBe('4989 more of the files that were asked for are not in the archive');
});

test('a hundred thousand names take turns with others', async () => {
	const paths = Array.from({ length: 100_000 }, (_, index) => `${'folder/'.repeat(8)}\u00e9${index}.txt`);
	let turns = 0;
	const counting = setInterval(() => turns++);
	const told = await missingFrom({ expected: paths }, { bytes: null, files: null, paths }, 'Box');
	clearInterval(counting);
	expect(told).toEqual([]);
	expect(turns).toBeGreaterThan(3);
});

test.each([
	[10, 10, '"9.txt" was asked for and is not in the archive'],
	[11, 11, '1 more of the files that were asked for are not in the archive'],
])('%i names that are missing', async (missing, lines, last) => {
	const expected = ['a.txt', ...Array.from({ length: missing }, (_, index) => `${index}.txt`)];
	const told = await missingFrom({ size: null, expected }, all, 'Box');
	expect(told).toHaveLength(lines);
	expect(told.at(-1)).toBe(last);
});

test('refused when the user wants no incomplete archive', () => {
	expect(() => refuseIncomplete([], 'Box')).not.toThrow();
	expect(() => refuseIncomplete(['Box announced 3 files', '"a" is not there'], 'Box')).toThrow(
		expect.objectContaining({
			code: 'FILES_MISSING',
			message: 'The archive of Box is not complete',
			description:
				'Box announced 3 files. "a" is not there. Ask for it again, or set "Incomplete Archives" to Tell to take what is there.',
		}),
	);
});
