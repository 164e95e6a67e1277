import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * What is big and seldom changes (n8n, Node 24, old engines) lies outside the repository, so that a second run and a
 * second clone use it again.
 */
export function cacheFolder(...path: string[]): string {
	const root =
		process.env.N8N_ARCHIVES_CACHE ??
		join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'n8n-nodes-archives');
	const folder = join(root, ...path);
	mkdirSync(folder, { recursive: true });
	return folder;
}
