import type { ServiceFacts } from './facts';

/** Words that lead to a node in n8n's search beside the names of the services. */
export const NODE_WORDS: Record<string, string[]> = {
	CreateArchive: ['zip', 'compress', 'bundle', 'export', 'bulk', 'folder'],
	WaitForArchive: ['zip', 'poll', 'progress', 'until ready'],
	DownloadArchive: ['zip', 'unzip', 'unpack', 'extract files', 'decompress', 'get files', 'folder', 'csv'],
};

/** A codex file with its node's words and the services as aliases. */
export function withAliases(codex: string, words: string[], services: ServiceFacts[]): string {
	const alias = [...words, ...services.map(({ provider }) => provider.displayName.toLowerCase())];
	return JSON.stringify({ ...(JSON.parse(codex) as object), alias });
}
