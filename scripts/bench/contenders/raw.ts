/** The floor for one big file: its deflated bytes through zlib into a file; no ZIP, no checks, no storage. */
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import { serve } from '../child/serve';
import type { Contender, Job, Output } from '../child/contender';
import { fetchStream } from '../child/fetch';

const raw: Contender = {
	async run({ archive, url, folder }: Job): Promise<Output[]> {
		const file = join(folder, 'inflated');
		await pipeline(await fetchStream(url, archive.first), createInflateRaw(), createWriteStream(file));
		return [{ path: archive.files[0].path, file }];
	},
};

void serve(raw);
