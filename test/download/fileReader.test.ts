import type { IDataObject } from 'n8n-workflow';
import { FileReader } from '../../nodes/DownloadArchive/operations/files/fileReader';
import type { Download } from '../../nodes/DownloadArchive/operations/operation';
import { RowBudget, RowShare } from '../../nodes/shared/rows';
import type { ArchiveEntry } from '../../nodes/shared/zip';
import { contextWith } from '../run/support';

const entry = (path: string) =>
	({ path, name: path, folder: '', warnings: [], readable: true }) as unknown as ArchiveEntry;
const NO_ROOM = 'there is no room for more';
/** 0.9 MiB of the 256 that a run has. */
const MANY = Buffer.from(JSON.stringify({ list: Array<number>(19_000).fill(0) }));

/** Archives that one run of the node reads, one after the other. */
function runOf(values: Record<string, unknown>) {
	const context = contextWith([{ json: {} }], 'stopWorkflow', {
		helpers: { prepareBinaryData: async () => await Promise.resolve({ data: '', mimeType: '' }) },
	});
	const fields = {
		get: (name: string, fallback?: unknown) => new Map(Object.entries(values)).get(name) ?? fallback,
	};
	const download = { context, fields, archive: {}, kept: {}, items: [0] } as unknown as Download;
	return async (files: Array<[string, Buffer]>, fails = false) => {
		const reader = new FileReader(download);
		const entries = files.map(([path]) => entry(path));
		await Promise.all(files.map(async ([, bytes], at) => await reader.take(entries[at], bytes)));
		if (fails) reader.abandon();
		reader.settle(entries);
		const items = entries.flatMap((one) => reader.itemsOf(one).map(({ json }) => json));
		return { items, told: entries.flatMap((one) => reader.toldOf(one)) };
	};
}

const metadataOf = (count: number): Array<[string, Buffer]> =>
	Array.from(
		{ length: count },
		(_, at) =>
			[
				[`${at}.csv`, Buffer.from('a')],
				[`${at}.csv.metadata`, MANY],
			] as Array<[string, Buffer]>,
	).flat();

const warningsOf = (items: IDataObject[], path: string) => items.find((one) => one.path === path)?.warnings;

test.each(['binary', 'text'])(
	'metadata for which a run has no more room is told (files as %s)',
	async (readFilesAs) => {
		const read = runOf({ joinMetadata: true, readFilesAs });
		expect((await read(metadataOf(150))).told).toEqual([]);
		const { items, told } = await read(metadataOf(200));
		const apart = items.filter(({ path }) => String(path).endsWith('.metadata'));
		expect(apart.length).toBeGreaterThan(20);
		const words = `it was not joined: ${NO_ROOM} metadata in one run of this node; read fewer files at a time`;
		expect(apart.map(({ warnings }) => (warnings as string[]).includes(words))).toEqual(
			apart.map(() => true),
		);
		expect(told.filter((line) => line.endsWith(words))).toHaveLength(apart.length);
		expect(warningsOf(items, '0.csv') ?? []).not.toContain(words);
		// What belongs to no file is none that could be joined.
		expect(warningsOf((await read([['alone.metadata', MANY]])).items, 'alone.metadata') ?? []).not.toContain(
			words,
		);
	},
);

test('text for which a run has no more room is told, and why', async () => {
	const read = runOf({ joinMetadata: true, readFilesAs: 'text', mostCharacters: 1e6 });
	const large = Buffer.alloc(2e6, 'x');
	expect((await read([['a.txt', large]])).told).toEqual(['a.txt: its text was cut after 1000000 characters']);
	await read(metadataOf(350));
	// What is left is less than the user allows.
	const why = `: ${NO_ROOM} text in one run of this node; read fewer files at a time`;
	expect((await read([['a.txt', large]])).told).toEqual([
		expect.stringMatching(/ after \d{1,6} characters: /),
	]);
	const { items, told } = await read([
		['a.txt', Buffer.from('hello')],
		['empty.txt', Buffer.from('')],
	]);
	const words = `its text was cut after 0 characters${why}`;
	expect(told).toEqual([`a.txt: ${words}`]);
	expect(items.map(({ path, text, warnings }) => ({ path, text, warnings }))).toEqual([
		{ path: 'a.txt', text: '', warnings: [words] },
		{ path: 'empty.txt', text: '', warnings: undefined },
	]);
});

test('texts that are read side by side take no more room than there is', async () => {
	const read = runOf({ readFilesAs: 'text', mostCharacters: 1e9 });
	const text = Buffer.alloc(60 * 1024 * 1024, 'x');
	const { items, told } = await read(Array.from({ length: 6 }, (_, at) => [`${at}.txt`, text]));
	const kept = items.reduce((sum, one) => sum + String(one.text).length, 0);
	expect(kept).toBe(4 * text.length);
	expect(told).toHaveLength(2);
});

test('what an archive took that could not be read is there for the next ones', async () => {
	const read = runOf({ readFilesAs: 'text', mostCharacters: 1e6 });
	const large: Array<[string, Buffer]> = Array.from({ length: 100 }, (_, at) => [
		`${at}.txt`,
		Buffer.alloc(1e6, 'x'),
	]);
	for (let failed = 0; failed < 3; failed++) expect((await read(large, true)).told).toEqual([]);
	expect((await read(large)).told).toEqual([]);
	expect((await read(large)).told).toEqual([]);
	expect((await read(large)).told[0]).toContain(NO_ROOM);
});

test('a reading that failed takes nothing more, and gives back once', async () => {
	const budget = new RowBudget();
	const share = new RowShare(budget);
	const before = budget.room;
	expect([share.take(1000, 1), share.room < before]).toEqual([true, true]);
	share.giveBack();
	share.giveBack();
	expect([share.take(1, 1), share.room, budget.room]).toEqual([false, 0, before]);
});

test.each([
	['a,b\n', ['a.csv.metadata']],
	['a,b\n1,2\n', [undefined]],
])('metadata of a table without rows is a file of its own (%j)', async (table, paths) => {
	const read = runOf({ joinMetadata: true, readFilesAs: 'rows' });
	const { items } = await read([
		['a.csv', Buffer.from(table)],
		['a.csv.metadata', Buffer.from('{"from":"may"}')],
	]);
	expect(items.map(({ path }) => path)).toEqual(paths);
});
