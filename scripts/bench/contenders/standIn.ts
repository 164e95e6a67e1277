/** Without an installed n8n: what its two nodes do (2.40), step by step, without its engine around them. */
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { fromBufferPromise, type Entry } from 'yauzl';
import { serve } from '../child/serve';
import type { Contender, Job, Output } from '../child/contender';
import { fetchStream } from '../child/fetch';
import { store } from '../child/storage';

const inflate = promisify(inflateRaw);

const standIn: Contender = {
	async run({ url, folder }: Job): Promise<Output[]> {
		const archive = await readFile(await store(folder, 'archive.zip', await fetchStream(url)));
		const files = new Map<string, Buffer>();
		const directory = await fromBufferPromise(archive);
		for await (const entry of directory.eachEntry()) files.set(entry.fileName, await unpack(archive, entry));
		const outputs: Output[] = [];
		for (const [path, content] of files) outputs.push({ path, file: await store(folder, path, content) });
		return outputs;
	},
};

async function unpack(archive: Buffer, entry: Entry): Promise<Buffer> {
	const header = entry.relativeOffsetOfLocalHeader;
	const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
	const packed = archive.subarray(start, start + entry.compressedSize);
	return entry.compressionMethod === 0 ? Buffer.from(packed) : await inflate(packed);
}

void serve(standIn);
