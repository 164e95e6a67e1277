import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cache';
import { command } from './command';

const MINUTE = 60_000;
const QUIET = ['--no-audit', '--no-fund', '--ignore-scripts'];

/** npm is a .cmd file on Windows. */
export const NPM = process.platform === 'win32' ? 'npm.cmd' : 'npm';

export interface CachedInstall {
	/** Name of the folder in the cache. */
	name: string;
	/** What npm is to install, with versions; a function where finding them out takes a look at the registry. */
	packages: string[] | (() => Promise<string[]>);
	/** Further arguments for `npm install`. */
	args?: string[];
	/** A path that exists in every finished install. */
	proof: string;
	/** Steps between npm's install and its being called finished. */
	finish?: (folder: string) => Promise<void>;
}

/**
 * Gives the folder in the cache that holds `packages`, installing them on the first call. A broken install never
 * counts: the work is done under another name, and renamed at the end.
 */
export async function cachedInstall({
	name,
	packages,
	args = [],
	proof,
	finish,
}: CachedInstall): Promise<string> {
	const folder = join(cacheFolder(), name);
	if (existsSync(join(folder, proof))) return folder;
	const partial = `${folder}.partial-${process.pid}`;
	rmSync(partial, { recursive: true, force: true });
	try {
		cacheFolder(`${name}.partial-${process.pid}`);
		writeFileSync(join(partial, 'package.json'), '{"private":true}\n');
		const wanted = typeof packages === 'function' ? await packages() : packages;
		await command(NPM, ['install', ...wanted, ...args, ...QUIET], { cwd: partial, timeout: 30 * MINUTE });
		await finish?.(partial);
		if (!existsSync(join(partial, proof)))
			throw new Error(`npm installed ${name}, but ${proof} is not there`);
		rmSync(folder, { recursive: true, force: true });
		renameSync(partial, folder);
	} finally {
		rmSync(partial, { recursive: true, force: true });
	}
	return folder;
}
