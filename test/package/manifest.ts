import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder of package.json. */
export const ROOT = resolve(__dirname, '..', '..');

/** What the tests read from package.json. */
export interface Manifest {
	name: string;
	version: string;
	main: string;
	files: string[];
	scripts: Record<string, string>;
	n8n: { credentials: string[]; nodes: string[] };
	dependencies?: Record<string, string>;
	peerDependencies: Record<string, string>;
}

export const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;

/** Loads the class that a built file exports, and makes one. Says how to build when there is nothing to load. */
export function built<T>(path: string): T {
	let exported: Record<string, new () => T>;
	try {
		exported = jest.requireActual(join(ROOT, path));
	} catch (error) {
		throw new Error(`${path} does not load: "npm run build" makes it. ${String(error)}`);
	}
	const [Type] = Object.values(exported);
	return new Type();
}
