/**
 * `npm run derive [-- --check]`: writes what follows from the record of providers, their credentials and their pages into the
 * files that have to say it again: package.json, the codex files, output schemas, tables in the documents. With --check nothing is written,
 * and the exit code tells whether everything is as it should be.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './derive/facts';
import { staleFiles } from './derive/files';

async function main(): Promise<void> {
	const stale = await staleFiles();
	if (process.argv.includes('--check')) {
		for (const { path } of stale) console.error(`${path} is not as it follows: "npm run derive" writes it`);
		process.exitCode = stale.length === 0 ? 0 : 1;
		return;
	}
	for (const { path, text } of stale) {
		mkdirSync(dirname(join(ROOT, path)), { recursive: true });
		writeFileSync(join(ROOT, path), text);
		console.log(`wrote ${path}`);
	}
	if (stale.length === 0) console.log('Everything is as it should be.');
}

void main();
