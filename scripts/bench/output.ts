import { statfsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';

const SHARED_MEMORY = '/dev/shm';
/** The largest archive unpacked, and the memory of whoever unpacks the second largest in memory. */
const ROOM = 12 * 2 ** 30;

/** Where contenders write, and how the report calls it. */
export interface Target {
	folder: string;
	title: string;
}

/**
 * All contenders make the same files, and on a slow or busy disk they all wait for it most of the time: then the disk is
 * compared with itself. So they write to a file system in memory where there is one with room, or to the folder asked for.
 */
export async function outputFolder(asked: string | null, otherwise: string): Promise<Target> {
	const inMemory = asked === null && roomIn(SHARED_MEMORY) >= ROOM;
	const parent = inMemory ? SHARED_MEMORY : (asked ?? otherwise);
	const title = inMemory ? 'a file system in memory (`--out FOLDER` for a disk)' : 'the disk';
	return { folder: await mkdtemp(join(parent, 'archives-bench-')), title };
}

function roomIn(folder: string): number {
	try {
		const { bavail, bsize } = statfsSync(folder);
		return bavail * bsize;
	} catch {
		return 0;
	}
}
