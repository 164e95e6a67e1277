/** The built package in n8n's engine: Download Archive › Unpack, the archive named by its id on a server that speaks as Alfresco. */
import { join } from 'node:path';
import { startEngine } from '../../../test/engine/engine';
import { line } from '../../../test/engine/workflow';
import { serve } from '../child/serve';
import type { Contender, Job, Output } from '../child/contender';

const engine = startEngine();

const ours: Contender = {
	async run({ archive, url }: Job): Promise<Output[]> {
		const { run, folder } = await engine;
		const workflow = line({
			name: 'Unpack',
			type: 'n8n-nodes-archives.downloadArchive',
			parameters: {
				provider: 'alfresco',
				operation: 'unpack',
				archiveFrom: 'id',
				alfrescoDownload: { __rl: true, mode: 'id', value: archive.name },
			},
			credentials: ['alfrescoBasicApi'],
		});
		const credentials = { baseUrl: new URL(url).origin, user: 'bench', password: 'bench' };
		const { error, runData } = (await run(workflow, { alfrescoBasicApi: credentials })).data.resultData;
		if (error !== undefined) throw new Error(`${error.message}: ${error.description ?? ''}`);
		const items = runData.Unpack[0].data?.main[0] ?? [];
		return items.map(({ json, binary }) => {
			const [, id] = (binary?.data.id ?? '').split(':');
			return { path: String(json.path), file: join(folder, '.n8n', 'storage', id) };
		});
	},
};

void serve(ours);
