/** The floor for many small files: the same bytes inflated and given to n8n's storage, eight at a time, and nothing else. */
import '../../../test/engine/environment';
import { Container } from '@n8n/di';
import { BinaryDataService, prepareBinaryData } from 'n8n-core';
import { buffer } from 'node:stream/consumers';
import { inflateRawSync } from 'node:zlib';
import { userFolder } from '../../../test/engine/environment';
import { join } from 'node:path';
import { fromBufferPromise, type Entry } from 'yauzl';
import type { Contender, Job, Output } from '../child/contender';
import { fetchStream } from '../child/fetch';
import { serve } from '../child/serve';

const AT_ONCE = 8;
const storage = Container.get(BinaryDataService).init();

const floor: Contender = {
	async run({ url }: Job): Promise<Output[]> {
		await storage;
		const archive = await buffer(await fetchStream(url));
		const outputs: Output[] = [];
		// All before the first is inflated: yauzl gives no entry while another worker waits for one.
		const entries: Entry[] = [];
		for await (const entry of (await fromBufferPromise(archive)).eachEntry()) entries.push(entry);
		const left = entries.values();
		const worker = async (): Promise<void> => {
			for (const entry of left) {
				const { relativeOffsetOfLocalHeader: header, compressedSize, fileName } = entry;
				const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
				const stored = archive.subarray(start, start + compressedSize);
				const content = entry.compressionMethod === 0 ? stored : inflateRawSync(stored);
				const { id } = await prepareBinaryData(content, '1', 'bench', fileName);
				outputs.push({
					path: fileName,
					file: join(userFolder, '.n8n', 'storage', (id ?? '').split(':')[1]),
				});
			}
		};
		await Promise.all(Array.from({ length: AT_ONCE }, worker));
		return outputs;
	},
};

void serve(floor);
