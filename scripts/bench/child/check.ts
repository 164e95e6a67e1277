import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { Expected } from '../archives/writer';
import type { Output } from './contender';

/** Every name, size and hash, against what was packed: null when all are right, else what is not. */
export async function findFault(expected: Expected[], outputs: Output[]): Promise<string | null> {
	if (outputs.length !== expected.length) return `${outputs.length} files came out, not ${expected.length}`;
	const wanted = new Map(expected.map((file) => [file.path, file]));
	for (const { path, file } of outputs) {
		const want = wanted.get(path);
		if (want === undefined) return `${path} is not in the archive, or came out twice`;
		wanted.delete(path);
		const { size } = await stat(file);
		if (size !== want.size) return `${path} has ${size} bytes, not ${want.size}`;
		if ((await hashOf(file, size)) !== want.sha256) return `${path} has other bytes than were packed`;
	}
	return null;
}

async function hashOf(file: string, size: number): Promise<string> {
	const hash = createHash('sha256');
	if (size < 1 << 20) return hash.update(await readFile(file)).digest('hex');
	for await (const piece of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer);
	return hash.digest('hex');
}
