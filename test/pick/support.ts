import '../engine/environment';
import { LoadOptionsContext } from 'n8n-core';
import {
	NodeApiError,
	Workflow,
	type INode,
	type INodeListSearchResult,
	type INodeParameters,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { CreateArchive } from '../../nodes/CreateArchive/CreateArchive.node';
import type { Provider, SignIn } from '../../nodes/shared/contract';
import { coded } from '../../nodes/shared/providers';
import { credentialFiles } from '../../scripts/derive/facts';
import { TestCredentials } from '../engine/credentialsHelper';
import type { Sandbox } from '../sandbox';
import { credentialData } from '../sandbox/credentialData';

/** How a list is asked for. */
export interface Asked {
	/** What is typed into its search. */
	filter?: string;
	/** What the page before gave out. */
	from?: string;
	/** Fields of the node beside provider and sign-in. */
	parameters?: INodeParameters;
	/** The first that needs nobody's consent, unless told. */
	signIn?: string;
	/** Data of the credential in place of what would let one in. */
	credential?: Record<string, string>;
}

const node = new CreateArchive();
const types = new Map(credentialFiles().map(({ type }) => [type.name, type]));
const nodeTypes: INodeTypes = {
	getByName: () => node,
	getByNameAndVersion: () => node,
	getKnownTypes: () => ({}),
};

/** A page of a list as the editor gets it: through n8n's own context, with the node's own methods. */
export async function open(
	sandbox: Sandbox,
	picker: string,
	{ filter, from, parameters = {}, signIn, credential = {} }: Asked = {},
): Promise<INodeListSearchResult> {
	const provider = ownerOf(picker);
	const { value, credential: type } = signInOf(provider, signIn);
	const all: INodeParameters = { authentication: `${provider.name}.${value}`, ...parameters };
	const asking: INode = {
		id: 'node',
		name: 'Node',
		type: 'n8n-nodes-archives.createArchive',
		typeVersion: 1,
		position: [0, 0],
		parameters: all,
		credentials: { [type]: { id: type, name: type } },
	};
	const data = { ...credentialData(sandbox)[type], ...credential };
	const additionalData = {
		credentialsHelper: new TestCredentials(types, { [type]: data }),
		currentNodeParameters: all,
	} as unknown as IWorkflowExecuteAdditionalData;
	const workflow = new Workflow({ nodes: [asking], connections: {}, active: false, nodeTypes });
	const context = new LoadOptionsContext(workflow, asking, additionalData, 'parameters.field');
	return await node.methods.listSearch[picker].call(context, filter, from);
}

/** All pages, one after the other. */
export async function openAll(
	sandbox: Sandbox,
	picker: string,
	asked: Asked = {},
): Promise<INodeListSearchResult['results']> {
	const results: INodeListSearchResult['results'] = [];
	let from: string | undefined;
	do {
		const page = await open(sandbox, picker, { ...asked, from });
		results.push(...page.results);
		from = page.paginationToken;
	} while (from !== undefined);
	return results;
}

/** Names alone. */
export async function names(sandbox: Sandbox, picker: string, asked: Asked = {}): Promise<string[]> {
	return (await open(sandbox, picker, asked)).results.map(({ name }) => name);
}

/** What the editor is told instead of a list. */
export async function refusal(
	sandbox: Sandbox,
	picker: string,
	asked: Asked = {},
): Promise<{ message: string; description: unknown; httpCode: string | null }> {
	try {
		await open(sandbox, picker, asked);
	} catch (error) {
		// n8n sends the description of no other class.
		if (!(error instanceof NodeApiError)) throw error;
		const { message, description, httpCode } = error;
		return { message, description, httpCode };
	}
	throw new Error('There was a list');
}

function ownerOf(picker: string): Provider {
	const owner = Object.values(coded).find(({ pickers = {} }) => Object.hasOwn(pickers, picker));
	if (owner === undefined) throw new Error(`No provider has a picker ${picker}`);
	return owner;
}

/** Whether a type gets its tokens from a page on which a person agrees. */
export function needsConsent(credential: string): boolean {
	return types.get(credential)?.extends?.includes('oAuth2Api') === true;
}

function signInOf({ signIns }: Provider, value?: string): SignIn {
	const isIt = (signIn: SignIn) =>
		value === undefined ? !needsConsent(signIn.credential) : signIn.value === value;
	const chosen = signIns.find(isIt);
	if (chosen === undefined) throw new Error(`There is no way to sign in by ${value ?? 'a key'}`);
	return chosen;
}
