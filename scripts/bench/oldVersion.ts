import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stampFor } from '../build/stamp';
import { cacheFolder } from '../n8n/lib/cache';

/** Version 0.1.0, as it was published. */
const COMMIT = '6f98954';
const BUNDLE = 'dist/archive.js';
const REPOSITORY = resolve(__dirname, '../..');

/**
 * Builds version 0.1.0 out of its commit, once, with the libraries that are installed here.
 *
 * @returns the folder of its package; null where the commit isn't (a shallow clone)
 */
export function oldVersion(): string | null {
	const folder = join(cacheFolder(), `package-${COMMIT}`);
	if (isStamped(join(folder, BUNDLE))) {
		borrowLibraries(folder);
		return folder;
	}
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
	borrowLibraries(folder);
	execFileSync(process.execPath, [join(REPOSITORY, 'node_modules/gulp/bin/gulp.js'), 'build'], {
		cwd: folder,
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	// It knew no stamp yet, and the engine of the tests starts nothing without one.
	appendFileSync(join(folder, BUNDLE), `\n${stampFor(folder)}\n`);
	return folder;
}

const isStamped = (bundle: string): boolean =>
	existsSync(bundle) && readFileSync(bundle, 'utf8').includes('// Built from source ');

/** The folder outlives the checkout that made it, so the link is made anew each time: it once pointed to one that was gone. */
function borrowLibraries(folder: string): void {
	const link = join(folder, 'node_modules');
	rmSync(link, { force: true });
	symlinkSync(join(REPOSITORY, 'node_modules'), link);
}
