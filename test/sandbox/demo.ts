import type { OriginName, ProviderName } from './core/origins';
import { SAMPLE_FILES, type SourceFile } from './fixtures/files';
import { ALFRESCO_NODES, filesBelow, nodeOf } from './services/alfrescoTree';
import { BOX_ITEMS, BOX_TREE, packed } from './services/boxTree';
import { DATAFRAMER_FILES, DATAFRAMER_RUNS } from './services/dataFramer';
import { GUMLOOP_FILES, GUMLOOP_RUNS } from './services/gumloopRuns';
import { HOODY_FOLDERS } from './services/hoodyVolume';
import { REMOTE_PATH } from './services/remote';

/** What to ask each provider for, and what must come of it. */
export interface Demo {
	alfresco: { nodeIds: string[] };
	box: { items: Array<{ type: 'file' | 'folder'; id: string }> };
	dataFramer: { runId: string };
	gumloop: { runId: string; fileNames: string[] };
	/** The same files come from zipping the folder and from fetching the address. */
	hoody: { zipFolder: string; downloadFolder: string; url: string; fileName: string };
	files: Record<ProviderName, readonly SourceFile[]>;
}

/** The demo's wishes, once the servers have addresses. */
export function demo(origins: Record<OriginName, string>): Demo {
	const nodeIds = [ALFRESCO_NODES.folder, ALFRESCO_NODES.file];
	const items: Demo['box']['items'] = [
		{ type: 'folder', id: BOX_ITEMS.folder },
		{ type: 'file', id: BOX_ITEMS.file },
	];
	const nodes = nodeIds.flatMap((id) => nodeOf(id) ?? []);
	return {
		alfresco: { nodeIds },
		box: { items },
		dataFramer: { runId: DATAFRAMER_RUNS.ready },
		gumloop: { runId: GUMLOOP_RUNS.done, fileNames: GUMLOOP_FILES.map((file) => file.path) },
		hoody: {
			zipFolder: HOODY_FOLDERS.project,
			downloadFolder: HOODY_FOLDERS.downloads,
			url: origins.remote + encodeURI(REMOTE_PATH),
			fileName: 'monthly export.zip',
		},
		files: {
			alfresco: nodes.flatMap((node) => filesBelow(node)),
			box: packed(items.flatMap(({ id }) => BOX_TREE.find((item) => item.id === id) ?? [])).files,
			dataFramer: DATAFRAMER_FILES,
			gumloop: GUMLOOP_FILES,
			hoody: SAMPLE_FILES,
		},
	};
}
