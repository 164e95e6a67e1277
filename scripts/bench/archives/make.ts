import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plan } from './plan';
import { writeZip, type Written } from './writer';

/** An archive on disk with what must come out of it. */
export interface Archive extends Written {
	name: string;
	title: string;
	/** Where the archive lies. */
	path: string;
	/** Where this description lies, as JSON: contenders read it there. */
	manifest: string;
}

/** Makes the archive, or takes the one that an earlier run left in `folder`. */
export async function makeArchive(folder: string, plan: Plan): Promise<Archive> {
	const path = join(folder, `${plan.name}.zip`);
	const manifest = join(folder, `${plan.name}.json`);
	if (existsSync(manifest)) return JSON.parse(await readFile(manifest, 'utf8')) as Archive;
	process.stderr.write(`making ${plan.name}: ${plan.title}\n`);
	await mkdir(folder, { recursive: true });
	const written = await writeZip(`${path}.new`, plan.files());
	await rename(`${path}.new`, path);
	const archive: Archive = { ...written, name: plan.name, title: plan.title, path, manifest };
	await writeFile(manifest, JSON.stringify(archive));
	return archive;
}
