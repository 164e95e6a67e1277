import { MetadataFiles } from '../../nodes/DownloadArchive/operations/files/metadataFiles';
import { RowBudget } from '../../nodes/shared/rows';
import type { ArchiveEntry } from '../../nodes/shared/zip';

const entry = (path: string) => ({ path }) as ArchiveEntry;
const MANY = Buffer.from(JSON.stringify({ list: Array<number>(19_000).fill(0) }));

test('what metadata files say has its room in that of rows and texts, for all archives of a run', async () => {
	const budget = new RowBudget();
	let joined = 0;
	for (let archive = 0; archive < 10; archive++) {
		const metadata = new MetadataFiles(true, budget);
		const entries = Array.from({ length: 50 }, (_, index) => entry(`${index}.csv.metadata`));
		for (const one of entries) await metadata.take(one, MANY);
		metadata.settle([...entries, ...entries.map((_, index) => entry(`${index}.csv`))]);
		joined += entries.filter((one) => metadata.isJoined(one)).length;
	}
	// A megabyte each: the rest are files like any other.
	expect(joined).toBeGreaterThan(200);
	expect(joined).toBeLessThan(300);
});

test.each([true, false])('what is said of a file is joined where that gives items (%p)', async (gives) => {
	const metadata = new MetadataFiles(true, new RowBudget());
	const [table, said] = [entry('a.csv'), entry('a.csv.metadata')];
	await metadata.take(said, Buffer.from('{"rows":0}'));
	metadata.settle([table, said], (one) => one !== table || gives);
	expect(metadata.isJoined(said)).toBe(gives);
});

test.each([
	['no JSON', 'x'],
	['a list', '[1]'],
	['nothing', '{}'],
	['too deep', `{"a":${'['.repeat(200)}${']'.repeat(200)}}`],
])('%s is a file', async (_what, text) => {
	const metadata = new MetadataFiles(true, new RowBudget());
	const one = entry('a.csv.metadata');
	await metadata.take(one, Buffer.from(text));
	metadata.settle([one, entry('a.csv')]);
	expect(metadata.isJoined(one)).toBe(false);
});
