import { plainNode } from './dataFramer';
import type { Workbench } from './workbench';
import type { WorkflowNode } from './workflow';

type NodeType = 'createArchive' | 'waitForArchive' | 'downloadArchive';

/** One of our nodes, set to the sandbox's DataFramer. */
export function archiveNode(
	{ packageName, credentials }: Pick<Workbench, 'packageName' | 'credentials'>,
	name: string,
	type: NodeType,
	parameters: Record<string, unknown> = {},
): WorkflowNode {
	const found = credentials.find((credential) => credential.type === 'dataFramerApi');
	const credential = { id: found?.id ?? null, name: found?.name ?? '' };
	const asked = { authentication: 'dataFramer.apiKey', ...parameters };
	const node = plainNode(name, `${packageName}.${type}`, asked, 2);
	return { ...node, credentials: { dataFramerApi: credential } };
}
