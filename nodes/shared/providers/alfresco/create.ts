import type { Explain, Job, Seen } from '../../contract';
import { Refusal } from '../../base/refusal';
import { zipName } from '../../base/zipName';
import { downloadIn } from './download';
import { explain } from './explain';
import type { AlfrescoRequest } from './request';

/** The cleaner removes downloads that are older than this, at its next round (`download.cleaner.*`, repository.properties). */
const KEPT_MS = 60 * 60 * 1000;

/** Asks Alfresco for an archive of nodes; folders come with all that is in them. @throws Refusal */
export async function create({ api, request }: Job<AlfrescoRequest>): Promise<Seen<AlfrescoRequest>> {
	if (request.nodeIds.length === 0)
		throw new Refusal(
			'The archive item does not say which files and folders of Alfresco are meant',
			'Name them.',
		);
	const { body } = await api.json({
		method: 'POST',
		path: '/downloads',
		body: { nodeIds: request.nodeIds },
		explain: explainNodes(request),
	});
	const { id, ...seen } = downloadIn(body);
	return {
		...seen,
		archiveId: id,
		fileName: request.fileName ?? nameOf(request),
		expiresAt: new Date(Date.now() + KEPT_MS).toISOString(),
		warnings: sameNames(request),
	};
}

/**
 * Says which node is missing: the only one, or the one that Alfresco names ("The entity with id: … was not found",
 * EntityNotFoundException.java).
 */
function explainNodes({ nodeIds, nodeNames = {} }: AlfrescoRequest): Explain {
	return (refused) => {
		const usual = explain(refused);
		if (refused.status !== 404 && refused.status !== 403) return usual;
		const id = nodeIds.length === 1 ? nodeIds[0] : nodeIds.find((one) => refused.words.includes(one));
		if (id === undefined) return usual;
		const called = Object.hasOwn(nodeNames, id) ? ` ("${nodeNames[id].slice(0, 120)}")` : '';
		return refused.status === 404
			? {
					message: `Alfresco could not find the file or folder ${id}${called}`,
					description:
						'Check the id, and that it was not deleted. If it is right, check the address in the credential.',
				}
			: {
					message: `Alfresco does not allow this account to read the file or folder ${id}${called}`,
					description: 'Ask for access, or use another credential.',
				};
	};
}

/**
 * Alfresco names an archive after its only node, and "archive.zip" where there are several. A name that is not known yet comes
 * with the archive itself.
 */
function nameOf({ nodeIds, nodeNames = {} }: AlfrescoRequest): string | null {
	if (nodeIds.length > 1) return 'archive.zip';
	const [id] = nodeIds;
	return Object.hasOwn(nodeNames, id) ? (zipName(`${nodeNames[id]}.zip`) ?? null) : null;
}

/** Entries are named by the nodes' names alone: two nodes of one name become two entries of one path. */
function sameNames({ nodeNames = {} }: AlfrescoRequest): string[] {
	const counts = new Map<string, number>();
	for (const name of Object.values(nodeNames)) counts.set(name, (counts.get(name) ?? 0) + 1);
	return [...counts]
		.filter(([, count]) => count > 1)
		.map(
			([name, count]) =>
				`${count} of the files and folders are called "${name.slice(0, 120)}", so their entries in the archive have the same path. Ask for their parent folders to keep them apart`,
		);
}
