import { NodeHelpers, type INode, type INodeParameters, type INodeTypeDescription } from 'n8n-workflow';
import { CreateArchive } from '../../nodes/CreateArchive/CreateArchive.node';
import { DownloadArchive } from '../../nodes/DownloadArchive/DownloadArchive.node';
import { WaitForArchive } from '../../nodes/WaitForArchive/WaitForArchive.node';

/** The three nodes, by their names. */
export const NODES: Array<[name: string, description: INodeTypeDescription]> = [
	new CreateArchive(),
	new WaitForArchive(),
	new DownloadArchive(),
].map(({ description }) => [description.name, description]);

/** A node of a workflow as n8n reads it, in the editor and in the engine. */
export interface Read {
	parameters: INodeParameters;
	/** Types of the credentials that it asks for. */
	credentials: string[];
	/** Names of the fields that a user sees, in their order, without what n8n hides. */
	fields: string[];
	/** The same of the entries of its Options. */
	options: string[];
	/** Names of the fields that n8n marks as wrong, and does not run with. */
	issues: string[];
}

/** What n8n makes of parameters. */
export function read(description: INodeTypeDescription, given: INodeParameters, typeVersion: number): Read {
	const node: INode = { id: 'n', name: 'N', type: 't', typeVersion, position: [0, 0], parameters: given };
	const { properties, credentials = [] } = description;
	const parameters = NodeHelpers.getNodeParameters(properties, given, true, false, node, description) ?? {};
	const isShown = (it: Parameters<typeof NodeHelpers.displayParameter>[1]) =>
		NodeHelpers.displayParameter(parameters, it, node, description);
	const fields = properties.filter(isShown).filter(({ type }) => type !== 'hidden');
	const options = fields.find(({ name }) => name === 'options')?.options ?? [];
	return {
		parameters,
		credentials: credentials.filter(isShown).map(({ name }) => name),
		fields: fields.map(({ name }) => name),
		options: options.flatMap((option) => ('type' in option && isShown(option) ? [option.name] : [])),
		issues: Object.keys(
			NodeHelpers.getNodeParametersIssues(properties, { ...node, parameters }, description)?.parameters ?? {},
		),
	};
}

/** What n8n keeps of the parameters in a workflow: nothing that is a default. */
export function kept(
	description: INodeTypeDescription,
	parameters: INodeParameters,
	typeVersion: number,
): INodeParameters {
	const node: INode = { id: 'n', name: 'N', type: 't', typeVersion, position: [0, 0], parameters };
	return (
		NodeHelpers.getNodeParameters(description.properties, parameters, false, false, node, description) ?? {}
	);
}
