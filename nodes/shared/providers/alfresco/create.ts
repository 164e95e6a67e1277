import type { IDataObject } from 'n8n-workflow';
import type { ArchiveHandle } from '../../contract';
import { recordIn, textIn } from '../../base/untrusted';
import { newHandle } from '../../base/handle';
import type { Api } from '../../contract/api';
import { pathOf } from '../../http/path';
import { downloadIn } from './download';
import { zipName } from '../../base/zipName';
import { parseRequest, type AlfrescoRequest } from './request';

/** Asks Alfresco for an archive of nodes; folders come with all that is in them. @throws Refusal */
export async function create(api: Api, request: IDataObject): Promise<ArchiveHandle> {
	const wanted = parseRequest(request);
	const { body } = await api.json({ method: 'POST', path: '/downloads', body: { nodeIds: wanted.ids } });
	const { id, state, progress, reason } = downloadIn(body);
	const warnings = sameNames(wanted);
	return newHandle({
		provider: 'alfresco',
		archiveId: id,
		state,
		fileName: wanted.fileName ?? (await nameOf(api, wanted)),
		progress,
		createdAt: new Date().toISOString(),
		warnings: reason === null ? warnings : [...warnings, reason],
		request,
	});
}

/** Alfresco names an archive after its only node, and "archive.zip" where there are several. */
async function nameOf(api: Api, { ids, names }: AlfrescoRequest): Promise<string> {
	if (ids.length > 1) return 'archive.zip';
	const [id] = ids;
	const name = Object.hasOwn(names, id) ? names[id] : await lookUpName(api, id);
	return zipName(`${name}.zip`) ?? 'archive.zip';
}

/** The archive is under way by now: a name that cannot be read is no reason to lose it. */
async function lookUpName(api: Api, id: string): Promise<string> {
	try {
		const { body } = await api.json({ path: pathOf('nodes', id), query: { fields: 'id,name' } });
		return textIn(recordIn(recordIn(body).entry), 'name') ?? 'archive';
	} catch {
		return 'archive';
	}
}

/** Entries are named by the nodes' names alone: two nodes of one name become two entries of one path. */
function sameNames({ names }: AlfrescoRequest): string[] {
	const counts = new Map<string, number>();
	for (const name of Object.values(names)) counts.set(name, (counts.get(name) ?? 0) + 1);
	return [...counts]
		.filter(([, count]) => count > 1)
		.map(
			([name, count]) =>
				`${count} of the nodes are called "${name.slice(0, 120)}", so their entries in the archive have the same path. Ask for their parent folders to keep them apart`,
		);
}
