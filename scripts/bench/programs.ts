import { build, type BuildOptions } from 'esbuild';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const REPOSITORY = resolve(__dirname, '../..');
/** Two folders below the repository, as `scripts/bench` is: modules are found from there, and git does not see it. */
const FOLDER = join(REPOSITORY, 'node_modules/.archives-bench');

/**
 * Turns the servers and each contender into one plain script, so that no TypeScript loader runs in the processes that are measured.
 *
 * @param old the folder of version 0.1.0: `old` is our contender with that package around it
 * @returns where the script of a name lies
 */
export async function buildPrograms(old: string | null): Promise<(name: string) => string> {
	const folder = join(__dirname, 'contenders');
	const contenders = (await readdir(folder)).map((file) => join(folder, file));
	const shared: BuildOptions = {
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		packages: 'external',
		logLevel: 'warning',
	};
	const servers = ['server.ts', 'items/itemsServer.ts'].map((file) => join(__dirname, file));
	const entryPoints = [...contenders, ...servers];
	await build({ ...shared, entryPoints, outdir: FOLDER, entryNames: '[name]' });
	const oldScript = join(old ?? FOLDER, 'bench/programs/old.js');
	if (old !== null) await build({ ...shared, entryPoints: [join(folder, 'ours.ts')], outfile: oldScript });
	return (name) => (name === 'old' ? oldScript : join(FOLDER, `${name}.js`));
}
