import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { command } from './command';
import { NPM } from './npm';

/** The folder of package.json. */
export const packageRoot = resolve(__dirname, '..', '..', '..');

/** What these commands read from package.json. */
export interface Manifest {
	name: string;
	version: string;
	n8n: { credentials: string[]; nodes: string[] };
}

export function readManifest(root = packageRoot): Manifest {
	return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
}

/** Builds the package and packs it as `npm publish` would. Gives the path of the tarball in `folder`. */
export async function packPackage(folder: string, root = packageRoot): Promise<string> {
	await command(NPM, ['run', 'build'], { cwd: root, timeout: 300_000 });
	const said = await command(NPM, ['pack', '--json', '--pack-destination', folder], {
		cwd: root,
		timeout: 120_000,
	});
	const [{ filename }] = JSON.parse(said) as Array<{ filename: string }>;
	return join(folder, filename);
}
