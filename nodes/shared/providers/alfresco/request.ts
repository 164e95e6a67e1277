import type { IDataObject } from 'n8n-workflow';
import { textField, type Fields } from '../../base/fields';
import { pickedIn } from '../../base/pick/picked';
import { badItem } from '../../base/refusal';
import { recordIn } from '../../base/untrusted';
import { zipName } from '../../base/zipName';
import { nodeEntries, nodesIn } from './ids';

/** What Alfresco is asked to pack. */
export interface AlfrescoRequest {
	/** Each node once: Alfresco refuses a list with repetitions. Empty where the archive was named by its own id. */
	nodeIds: string[];
	/** Names of the nodes whose name is known. */
	nodeNames?: Record<string, string>;
	/** Ours only: Alfresco takes no name. */
	fileName?: string;
}

/** @throws Refusal when the fields name no nodes */
export function requestFrom(fields: Fields): AlfrescoRequest {
	const entries = [
		...nodeEntries(fields.get('alfrescoNodes', '')),
		...pickedIn(fields.get('alfrescoMoreNodes')),
	];
	const { ids, names } = nodesIn(entries);
	return requestOf(ids, names, zipName(textField(fields, 'alfrescoFileName')));
}

/** The request in a handle, which anybody may have written. @throws Refusal */
export function parse({ nodeIds, nodeNames, fileName }: IDataObject): AlfrescoRequest {
	// A download that the user named by its id comes without the nodes that it was made of.
	if (nodeIds === undefined) return { nodeIds: [] };
	if (!Array.isArray(nodeIds)) {
		throw badItem('The archive item does not say which files and folders of Alfresco are meant');
	}
	const { ids } = nodesIn(nodeIds);
	const known = new Set(ids);
	const names = Object.entries(recordIn(nodeNames)).flatMap(([id, name]) =>
		known.has(id) && typeof name === 'string' ? [[id, name] as const] : [],
	);
	return requestOf(
		ids,
		Object.fromEntries(names),
		typeof fileName === 'string' ? zipName(fileName) : undefined,
	);
}

/** One request for the nodes of many, each once. The first name that was given counts. */
export function combine(requests: readonly AlfrescoRequest[]): AlfrescoRequest {
	const { ids } = nodesIn(requests.flatMap(({ nodeIds }) => nodeIds));
	const names = Object.fromEntries(requests.flatMap(({ nodeNames }) => Object.entries(nodeNames ?? {})));
	return requestOf(ids, names, requests.find(({ fileName }) => fileName !== undefined)?.fileName);
}

function requestOf(nodeIds: string[], names: Record<string, string>, fileName?: string): AlfrescoRequest {
	return {
		nodeIds,
		...(Object.keys(names).length === 0 ? {} : { nodeNames: names }),
		...(fileName === undefined ? {} : { fileName }),
	};
}
