import { build } from 'esbuild';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const REPOSITORY = resolve(__dirname, '../..');
/** Two folders below the repository, as `scripts/bench` is: modules are found from there, and git does not see it. */
const FOLDER = join(REPOSITORY, 'node_modules/.archives-bench');

/**
 * Turns the server and each contender into one plain script, so that no TypeScript loader runs in the processes that are measured.
 *
 * @returns where the script of a name lies
 */
export async function buildPrograms(): Promise<(name: string) => string> {
	const folder = join(__dirname, 'contenders');
	const contenders = (await readdir(folder)).map((file) => join(folder, file));
	await build({
		entryPoints: [...contenders, join(__dirname, 'server.ts')],
		outdir: FOLDER,
		entryNames: '[name]',
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		packages: 'external',
		logLevel: 'warning',
	});
	return (name) => join(FOLDER, `${name}.js`);
}
