import { join } from 'node:path';
import { cacheFolder } from '../lib/cache';
import { command } from '../lib/command';
import { cachedInstall, NPM } from '../lib/npm';

/** An engine version, and the n8n that brought it. */
export interface EngineVersion {
	core: string;
	n8n: string;
	/** Whether the package is to run on it; the others show where support begins. */
	supported: boolean;
}

/** Oldest first. The first supported one is what the README calls the oldest n8n. */
export const VERSIONS: EngineVersion[] = [
	{ core: '1.60.0', n8n: '1.60', supported: false },
	{ core: '1.82.0', n8n: '1.83', supported: false },
	{ core: '1.84.0', n8n: '1.85', supported: true },
	{ core: '1.103.2', n8n: '1.104', supported: true },
	{ core: '1.122.48', n8n: '1.123', supported: true },
	{ core: '2.0.2', n8n: '2.0', supported: true },
	{ core: '2.40.3', n8n: '2.40', supported: true },
];

/** Gives the folder with that n8n-core and the n8n-workflow that goes with it, installed on the first call. */
export async function installEngine(core: string): Promise<string> {
	const options = { cwd: cacheFolder(), timeout: 60_000 };
	const proof = join('node_modules', 'n8n-core', 'package.json');
	const packages = async () => {
		const flow = await command(NPM, ['view', `n8n-core@${core}`, 'dependencies.n8n-workflow'], options);
		return [`n8n-core@${core}`, `n8n-workflow@${flow.trim()}`];
	};
	return await cachedInstall({ name: `n8n-core-${core}`, packages, proof });
}
