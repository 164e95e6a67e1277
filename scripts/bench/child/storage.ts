import { randomUUID } from 'node:crypto';
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

/**
 * Stores one file as n8n's filesystem storage does, step by step: a temporary file, its size, a rename,
 * and a second small file with what is known of it. Contenders outside n8n use this, so that all write the same.
 */
export async function store(folder: string, name: string, body: Buffer | Readable): Promise<string> {
	const path = join(folder, 'binary_data', randomUUID());
	const fileSize = await write(path, body);
	await write(
		`${path}.metadata`,
		Buffer.from(JSON.stringify({ fileName: name, mimeType: 'text/plain', fileSize })),
	);
	return path;
}

async function write(path: string, body: Buffer | Readable): Promise<number> {
	await mkdir(dirname(path), { recursive: true });
	const temporary = `${path}.tmp.${process.pid}.${randomUUID()}`;
	await writeFile(temporary, body);
	const size = Buffer.isBuffer(body) ? body.length : (await stat(temporary)).size;
	await rename(temporary, path);
	return size;
}
