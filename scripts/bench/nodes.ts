import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../n8n/lib/cache';

/** A Node that contenders can run on. */
export interface NodeProgram {
	path: string;
	major: number;
	version: string;
}

/** n8n 2.40 needs 24, n8n 1.x runs on 20 and 22: memory is measured on each of them that is found. */
const MAJORS = [24, 22, 20];

/**
 * The Node of the comparison first (the one asked for, else the newest found), then the others.
 * Looked for: the one that runs this, and `node20`, `node22`, `node24` in the cache folder, as npm installs them there.
 */
export function findNodes(asked: string | null): NodeProgram[] {
	const packed = `node_modules/node-${process.platform}-${process.arch}/bin/node`;
	const cached = MAJORS.map((major) => join(cacheFolder(), `node${major}`, packed)).filter((path) =>
		existsSync(path),
	);
	const found = [process.execPath, ...cached].map(inspect);
	const known = MAJORS.flatMap((major) => found.find((node) => node.major === major) ?? []);
	const first = asked === null ? (known[0] ?? found[0]) : inspect(asked);
	return [first, ...known.filter(({ major }) => major !== first.major)];
}

function inspect(path: string): NodeProgram {
	const version = execFileSync(path, ['-p', 'process.versions.node'], { encoding: 'utf8' }).trim();
	return { path, version, major: Number(version.split('.')[0]) };
}
