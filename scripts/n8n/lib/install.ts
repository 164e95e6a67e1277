import { join } from 'node:path';
import { command } from './command';
import { cachedInstall } from './npm';

/** The newest n8n that can be installed as an npm package as the registry stands. */
export const N8N_VERSION = '2.40.7';
/** n8n's own dependencies are ranges; packages younger than this date do not fit together. */
const REGISTRY_AS_OF = '2026-09-30';
const MINUTE = 60_000;

/** A real n8n and the Node that runs it. */
export interface Installed {
	node: string;
	n8n: string;
	modules: string;
}

/** Finds n8n and Node 24 in the cache, or installs them: five minutes and 2.7 GB on the first call. */
export async function installN8n(say: (text: string) => void): Promise<Installed> {
	const node = await installNode();
	const sqlite = 'node_modules/sqlite3/build/Release/node_sqlite3.node';
	const folder = await cachedInstall({
		name: `n8n-${N8N_VERSION}`,
		packages: [`n8n@${N8N_VERSION}`],
		args: [`--before=${REGISTRY_AS_OF}`],
		proof: sqlite,
		finish: async (partial) => {
			say('Building the SQLite driver for it.');
			await command(node.path, [await npmScript(), 'rebuild', 'sqlite3'], {
				cwd: partial,
				env: { ...process.env, ...node.env, npm_config_ignore_scripts: 'false' },
				timeout: 15 * MINUTE,
			});
		},
	});
	return {
		node: node.path,
		n8n: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
		modules: join(folder, 'node_modules'),
	};
}

/** n8n 2.40 wants Node 24. The npm packages `node-<platform>-<arch>` hold just the binary and its headers. */
async function installNode(): Promise<{ path: string; env: NodeJS.ProcessEnv }> {
	if (Number(process.versions.node.split('.')[0]) === 24) return { path: process.execPath, env: {} };
	const windows = process.platform === 'win32';
	const name = `node-${windows ? 'win' : process.platform}-${process.arch}`;
	const binary = join('node_modules', name, 'bin', windows ? 'node.exe' : 'node');
	const folder = await cachedInstall({ name: 'node24', packages: [`${name}@24`], proof: binary });
	const path = join(folder, binary);
	const PATH = `${join(path, '..')}${windows ? ';' : ':'}${process.env.PATH ?? ''}`;
	// The headers lie beside the binary, so that compiling the driver fetches nothing more.
	return { path, env: { PATH, npm_config_nodedir: join(folder, 'node_modules', name) } };
}

/** The file that `npm` is, for running npm with another Node. */
async function npmScript(): Promise<string> {
	if (process.env.npm_execpath?.endsWith('.js')) return process.env.npm_execpath;
	const root = (await command('npm', ['root', '-g'], { cwd: process.cwd(), timeout: MINUTE })).trim();
	return join(root, 'npm', 'bin', 'npm-cli.js');
}
