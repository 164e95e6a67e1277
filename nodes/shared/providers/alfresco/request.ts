import type { IDataObject } from 'n8n-workflow';
import { recordIn } from '../../base/untrusted';
import { Refusal } from '../../base/refusal';
import { textField, type Fields } from '../../base/fields';
import { zipName } from '../../base/zipName';
import { nodesIn, type Nodes } from './ids';

/** What Alfresco is asked to pack. */
export interface AlfrescoRequest extends Nodes {
	/** Ours only: Alfresco takes no name. */
	fileName?: string;
}

/** @throws Refusal when the fields name no nodes */
export function requestFrom(fields: Fields): IDataObject {
	return plain({
		...nodesIn(fields.get('alfrescoNodes', '')),
		fileName: zipName(textField(fields, 'alfrescoFileName')),
	});
}

/** The request in a handle, which anybody may have written. @throws Refusal */
export function parseRequest(request: IDataObject): AlfrescoRequest {
	if (!Array.isArray(request.nodeIds)) {
		throw new Refusal(
			'The handle does not say which nodes of Alfresco are meant',
			'Use the handle as Create Archive gave it out.',
		);
	}
	const { ids } = nodesIn(request.nodeIds);
	const names = Object.entries(recordIn(request.nodeNames)).flatMap(([id, name]) =>
		ids.includes(id) && typeof name === 'string' ? [[id, name] as const] : [],
	);
	const fileName = typeof request.fileName === 'string' ? zipName(request.fileName) : undefined;
	return { ids, names: Object.fromEntries(names), fileName };
}

/** One request for the nodes of many, each once. The first name that was given counts. */
export function combine(requests: IDataObject[]): IDataObject {
	const parsed = requests.map(parseRequest);
	return plain({
		...nodesIn(parsed.flatMap(({ ids }) => ids)),
		names: Object.assign({}, ...parsed.map(({ names }) => names)) as Record<string, string>,
		fileName: parsed.find(({ fileName }) => fileName !== undefined)?.fileName,
	});
}

function plain({ ids, names, fileName }: AlfrescoRequest): IDataObject {
	return {
		nodeIds: ids,
		...(Object.keys(names).length === 0 ? {} : { nodeNames: names }),
		...(fileName === undefined ? {} : { fileName }),
	};
}
