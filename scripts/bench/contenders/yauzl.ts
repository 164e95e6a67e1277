/** The usual library: download to a file, then every entry as a stream into the storage. */
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';
import { serve } from '../child/serve';
import type { Contender, Job, Output } from '../child/contender';
import { fetchStream } from '../child/fetch';
import { store } from '../child/storage';

const yauzl: Contender = {
	async run({ url, folder }: Job): Promise<Output[]> {
		const download = join(folder, 'download.zip');
		await pipeline(await fetchStream(url), createWriteStream(download));
		const outputs: Output[] = [];
		const archive = await openPromise(download);
		for await (const entry of archive.eachEntry()) {
			const body = await archive.openReadStreamPromise(entry);
			outputs.push({ path: entry.fileName, file: await store(folder, entry.fileName, body) });
		}
		return outputs;
	},
};

void serve(yauzl);
