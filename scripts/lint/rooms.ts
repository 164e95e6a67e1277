/** `npm run lint:rooms`, second half: no folder below nodes/ holds more files side by side than a reader can overlook. */
import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..', '..');
const MOST_FILES = 15;

const folders = [
	'nodes',
	...readdirSync(join(ROOT, 'nodes'), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ parentPath, name }) => relative(ROOT, join(parentPath, name))),
];

const crowded = folders
	.map((folder) => ({ folder, files: filesIn(folder) }))
	.filter(({ files }) => files > MOST_FILES);

for (const { folder, files } of crowded)
	console.error(`${folder} has ${files} files; at most ${MOST_FILES} stand side by side`);
process.exitCode = crowded.length === 0 ? 0 : 1;

function filesIn(folder: string): number {
	const entries = readdirSync(join(ROOT, folder), { withFileTypes: true });
	return entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.')).length;
}
