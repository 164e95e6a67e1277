/**
 * `npm run archives`: writes the archives that the tests of the reader read, into `test/zip/archives/made/`. Shapes that no
 * writer makes are built record by record; the others come from every writer that is installed here (Debian:
 * zip, libarchive-tools, p7zip-full, python3), and stay as they are where it is not.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SHAPES } from '../test/zip/archives/shapes';
import { WRITERS, withFiles } from '../test/zip/archives/writers';

const FOLDER = resolve(__dirname, '../test/zip/archives/made');

const isThere = (command: string): boolean => spawnSync(command, ['--version']).status !== null;

async function main(): Promise<void> {
	mkdirSync(FOLDER, { recursive: true });
	const put = (name: string, bytes: Buffer): void => writeFileSync(join(FOLDER, `${name}.zip`), bytes);
	for (const { name, bytes } of SHAPES) put(name, bytes());
	await withFiles(async (folder) => {
		for (const { name, command, write } of WRITERS) {
			if (command !== undefined && !isThere(command))
				console.log(`left as it is: ${name} (no ${command} here)`);
			else put(name, await write(folder));
		}
	});
	console.log(`${SHAPES.length + WRITERS.length} archives in ${FOLDER}`);
}

void main();
