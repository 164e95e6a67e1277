import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cacheFolder } from '../n8n/lib/cache';

/** Version 0.1.0, as it was published. */
const COMMIT = '6f98954';
const REPOSITORY = resolve(__dirname, '../..');

/**
 * Builds version 0.1.0 out of its commit, once, with the libraries that are installed here.
 *
 * @returns the folder of its package; null where the commit isn't (a shallow clone)
 */
export function oldVersion(): string | null {
	const folder = join(cacheFolder(), `package-${COMMIT}`);
	if (existsSync(join(folder, 'dist/archive.js'))) return folder;
	const git = (...args: string[]): Buffer =>
		execFileSync('git', args, { cwd: REPOSITORY, maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'ignore'] });
	try {
		git('cat-file', '-e', `${COMMIT}^{commit}`);
	} catch {
		return null;
	}
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	execFileSync('tar', ['-x', '-C', folder], { input: git('archive', COMMIT) });
	symlinkSync(join(REPOSITORY, 'node_modules'), join(folder, 'node_modules'));
	execFileSync(process.execPath, [join(REPOSITORY, 'node_modules/gulp/bin/gulp.js'), 'build'], {
		cwd: folder,
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	return folder;
}
