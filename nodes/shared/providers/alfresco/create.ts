import type { Job, Seen } from '../../contract';
import type { Api } from '../../contract/api';
import { Refusal } from '../../base/refusal';
import { recordIn, textIn } from '../../base/untrusted';
import { zipName } from '../../base/zipName';
import { pathOf } from '../../http/path';
import { downloadIn } from './download';
import type { AlfrescoRequest } from './request';

/** The cleaner removes downloads that are older than this, at its next round (`download.cleaner.*`, repository.properties). */
const KEPT_MS = 60 * 60 * 1000;

/** Asks Alfresco for an archive of nodes; folders come with all that is in them. @throws Refusal */
export async function create({ api, request }: Job<AlfrescoRequest>): Promise<Seen<AlfrescoRequest>> {
	if (request.nodeIds.length === 0)
		throw new Refusal('The handle does not say which nodes of Alfresco are meant', 'Name the nodes.');
	const { body } = await api.json({
		method: 'POST',
		path: '/downloads',
		body: { nodeIds: request.nodeIds },
	});
	const { id, ...seen } = downloadIn(body);
	return {
		...seen,
		archiveId: id,
		fileName: request.fileName ?? (await nameOf(api, request)),
		expiresAt: new Date(Date.now() + KEPT_MS).toISOString(),
		warnings: sameNames(request),
	};
}

/** Alfresco names an archive after its only node, and "archive.zip" where there are several. */
async function nameOf(api: Api, { nodeIds, nodeNames = {} }: AlfrescoRequest): Promise<string> {
	if (nodeIds.length > 1) return 'archive.zip';
	const [id] = nodeIds;
	const name = Object.hasOwn(nodeNames, id) ? nodeNames[id] : await lookUpName(api, id);
	return zipName(`${name}.zip`) ?? 'archive.zip';
}

/** The archive is under way by now: a name that cannot be read is no reason to lose it. */
async function lookUpName(api: Api, id: string): Promise<string> {
	try {
		const { body } = await api.json({ path: pathOf('nodes', id), query: { fields: 'id,name' } });
		return textIn(recordIn(recordIn(body).entry), 'name') ?? 'archive';
	} catch (cause) {
		return cause instanceof Refusal ? 'archive' : await Promise.reject(cause);
	}
}

/** Entries are named by the nodes' names alone: two nodes of one name become two entries of one path. */
function sameNames({ nodeNames = {} }: AlfrescoRequest): string[] {
	const counts = new Map<string, number>();
	for (const name of Object.values(nodeNames)) counts.set(name, (counts.get(name) ?? 0) + 1);
	return [...counts]
		.filter(([, count]) => count > 1)
		.map(
			([name, count]) =>
				`${count} of the nodes are called "${name.slice(0, 120)}", so their entries in the archive have the same path. Ask for their parent folders to keep them apart`,
		);
}
