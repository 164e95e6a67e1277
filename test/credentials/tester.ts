import '../engine/environment';
import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type ICredentialsDecrypted,
	type INode,
	type INodeType,
	type INodeTypeDescription,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { TestCredentials } from '../engine/credentialsHelper';

/** What n8n answers to a test that goes through. */
export const SUCCESS = 'Connection successful!';

/**
 * The test of a credential as n8n's server makes it: a node out of nothing but the request, and words by the status of what comes.
 * @returns what somebody reads who presses Save
 */
export async function saidToTest(
	type: ICredentialType,
	typed: ICredentialDataDecryptedObject,
): Promise<string> {
	const { name, test } = type;
	if (test === undefined) throw new Error(`${name} has no test`);
	const credentialsHelper = new TestCredentials(new Map([[name, type]]), { [name]: { ...typed } });
	const credentials = { [name]: { id: name, name } };
	const node: INode = {
		id: 'test',
		name: 'Temp-Node',
		type: 'test.node',
		typeVersion: 1,
		position: [0, 0],
		parameters: { temp: '' },
		credentials,
	};
	const description: Partial<INodeTypeDescription> = {
		version: 1,
		credentials: [{ name, required: true }],
		requestDefaults: test.request,
		properties: [
			{ displayName: 'Temp', name: 'temp', type: 'string', routing: { request: {} }, default: '' },
		],
	};
	const nodeType = { description } as INodeType;
	const nodeTypes: INodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const additionalData = {
		credentialsHelper,
		executionId: '1',
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
	} as unknown as IWorkflowExecuteAdditionalData;
	const input = { main: [[{ json: {} }]] };
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		createRunExecutionData(),
		0,
		[{ json: {} }],
		input,
		{ node, data: input, source: null },
		[],
	);
	const data = await context.getCredentials(name, 0);
	const decrypted: ICredentialsDecrypted = { id: name, name, type: name, data };
	try {
		await new RoutingNode(context, nodeType, decrypted).runNode();
		return SUCCESS;
	} catch (error) {
		return wordsFor(type, error);
	}
}

/** What an error tells n8n: the answer that it came of, where there was one. */
interface Failed {
	message: string;
	cause?: { response?: { status: number; statusText?: string }; code?: string };
}

/** n8n's words: those of the rule for the status, else the text of the answer, the network's code, or the error's own. */
function wordsFor({ test }: ICredentialType, error: unknown): string {
	const { message, cause } = error as Failed;
	const { response, code } = cause ?? {};
	if (response === undefined) return code ?? message;
	const rule = test?.rules?.find(
		({ type, properties }) => type === 'responseCode' && properties.value === response.status,
	);
	return rule?.properties.message ?? (response.statusText || `Received HTTP status code: ${response.status}`);
}
