/** `__schema__`: what n8n's editor shows of a node's output before its first run. */
import { newHandle } from '../../nodes/shared/base/handle';
import { archiveFacts } from '../../nodes/shared/output/archiveFacts';
import { entryItem } from '../../nodes/DownloadArchive/operations/entryItem';
import { textFacts } from '../../nodes/DownloadArchive/operations/readFile';
import type { ArchiveEntry } from '../../nodes/shared/zip';

interface Schema {
	type: string;
	properties?: Record<string, Schema>;
	items?: Schema;
}

/** A handle in which every fact is known. */
const handle = newHandle({
	provider: 'box',
	archiveId: 'id',
	state: 'ready',
	reason: 'why',
	fileName: 'reports.zip',
	progress: { files: 1, totalFiles: 1, bytes: 1, totalBytes: 1, percent: 100 },
	createdAt: '2026-11-20T09:00:00.000Z',
	expiresAt: '2026-11-20T10:00:00.000Z',
	warnings: ['one'],
	request: {},
});

const entry: ArchiveEntry = {
	path: 'reports/may.csv',
	name: 'may.csv',
	folder: 'reports',
	size: 1,
	compressedSize: 1,
	modifiedAt: '2026-05-31T17:20:00',
	crc32: '8d3f0c1a',
	method: 8,
	encrypted: false,
	readable: true,
	unreadableBecause: null,
	warnings: [],
};

const archive = archiveFacts(handle);
const file = entryItem(entry, { archive, items: [0], kept: null }).json;
const text = { ...textFacts(entry, { text: 'a,b', isCut: true }, 0, archive) };
const zip = { fileName: 'reports.zip', size: 1, archive };

/** What each node, and each operation of the last, gives out, by the place where n8n looks for it. */
export const SCHEMAS: ReadonlyArray<[path: string, sample: object]> = ['v1.0.0', 'v2.0.0'].flatMap(
	(version): Array<[string, object]> => [
		[`CreateArchive/__schema__/${version}.json`, handle],
		[`WaitForArchive/__schema__/${version}.json`, handle],
		[`DownloadArchive/__schema__/${version}/downloadZip.json`, zip],
		[`DownloadArchive/__schema__/${version}/listFiles.json`, file],
		[`DownloadArchive/__schema__/${version}/readFile.json`, text],
		[`DownloadArchive/__schema__/${version}/unpack.json`, file],
	],
);

/** A sample as n8n wants its kind described. */
export function schemaText(sample: object): string {
	return JSON.stringify({ ...schemaOf(sample), version: 1 });
}

function schemaOf(value: unknown): Schema {
	if (Array.isArray(value))
		return { type: 'array', ...(value.length > 0 ? { items: schemaOf(value[0]) } : {}) };
	if (typeof value !== 'object' || value === null) return { type: typeof value };
	const properties = Object.entries(value).map(([name, inner]): [string, Schema] => [name, schemaOf(inner)]);
	return { type: 'object', properties: Object.fromEntries(properties) };
}
