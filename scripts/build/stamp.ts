/**
 * The stamp that tells from which source dist/ was built, so that nobody tests yesterday's build. It goes by content: a
 * copy of a checkout keeps no times.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const FOLDERS = ['nodes', 'credentials', 'icons', 'scripts/build'];
const FILES = ['gulpfile.js', 'tsconfig.json', 'tsconfig.build.json'];
const BUNDLE = join('dist', 'archive.js');
const STAMP = /^\/\/ Built from source [0-9a-f]{64}$/m;

/** The line that the build puts under the bundle of `root`, for the source as it is now. */
export function stampFor(root: string): string {
	const hash = createHash('sha256');
	for (const file of [...FOLDERS.flatMap((folder) => filesBelow(root, folder)), ...FILES]) {
		const content = readFileSync(join(root, file));
		hash.update(`${file}\n${content.length}\n`).update(content);
	}
	return `// Built from source ${hash.update(whatCountsOfManifest(root)).digest('hex')}`;
}

/** Throws, and says what to do, unless dist/ of `root` was built from the source that is there now. */
export function requireFreshBuild(root: string): void {
	const bundle = join(root, BUNDLE);
	if (!existsSync(bundle)) throw new Error('There is no dist/: "npm run build" makes it.');
	if (STAMP.exec(readFileSync(bundle, 'utf8'))?.[0] !== stampFor(root))
		throw new Error('dist/ was not built from the source as it is now: run "npm run build" first.');
}

/** Which nodes and credentials there are, and the libraries' versions. What else stands in package.json is not built in. */
function whatCountsOfManifest(root: string): string {
	const { n8n, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
		string,
		unknown
	>;
	return JSON.stringify({ n8n, devDependencies });
}

/** Version 0.1.0 is built and stamped too, by the bench, and has fewer folders. */
function filesBelow(root: string, folder: string): string[] {
	if (!existsSync(join(root, folder))) return [];
	return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
		.map(({ parentPath, name }) => relative(root, join(parentPath, name)).replaceAll('\\', '/'))
		.sort();
}
