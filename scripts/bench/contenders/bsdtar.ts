/** libarchive's program reading a pipe: the fastest reader outside Node. Its memory is another process's, so not counted. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { serve } from '../child/serve';
import type { Contender, Job, Output } from '../child/contender';
import { fetchStream } from '../child/fetch';

const bsdtar: Contender = {
	async run({ archive, url, folder }: Job): Promise<Output[]> {
		const program = spawn('bsdtar', ['-xf', '-', '-C', folder], { stdio: ['pipe', 'ignore', 'inherit'] });
		const ended = once(program, 'exit');
		await pipeline(await fetchStream(url), program.stdin);
		const [code] = (await ended) as [number | null];
		if (code !== 0) throw new Error(`bsdtar ended with ${code}`);
		return archive.files.map(({ path }) => ({ path, file: join(folder, path) }));
	},
};

void serve(bsdtar);
