import {
	ICredentialsHelper,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialType,
	type IDataObject,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeProperties,
	type IWorkflowExecuteAdditionalData,
	Workflow,
	type INodeParameters,
	type INodeTypes,
} from 'n8n-workflow';

const NO_NODE: INode = { id: '', name: '', type: '', typeVersion: 1, position: [0, 0], parameters: {} };
const NO_NODES: INodeTypes = {
	getByName: () => {
		throw new Error('there are no nodes here');
	},
	getByNameAndVersion: () => {
		throw new Error('there are no nodes here');
	},
	getKnownTypes: () => ({}),
};

/** Data of the credentials that a workflow may use, by credential type. */
export type CredentialData = Record<string, ICredentialDataDecryptedObject>;

/**
 * n8n keeps the reading of credentials in its server, outside the engine. This does what that one does:
 * defaults, expressions in hidden fields, generic and function sign-in, tokens fetched before the first use and after a 401.
 */
export class TestCredentials extends ICredentialsHelper {
	constructor(
		private readonly types: Map<string, ICredentialType>,
		readonly data: CredentialData,
	) {
		super();
	}

	getParentTypes(name: string): string[] {
		const parents = this.types.get(name)?.extends ?? [];
		return parents.flatMap((parent) => [parent, ...this.getParentTypes(parent)]);
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions,
		workflow: Workflow,
		node: INode,
	): Promise<IHttpRequestOptions> {
		const authenticate = this.types.get(typeName)?.authenticate;
		if (typeof authenticate === 'function') return await authenticate(credentials, requestOptions);
		const resolve = (value: string) => resolved(value, { $credentials: credentials }, workflow, node);
		for (const [part, entries] of Object.entries(authenticate?.properties ?? {})) {
			const target = ((requestOptions as unknown as IDataObject)[part] ??= {}) as IDataObject;
			for (const [key, value] of Object.entries(entries as Record<string, string>))
				target[resolve(key)] = resolve(value);
		}
		return requestOptions;
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		_node: INode,
		expired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const type = this.types.get(typeName);
		const token = type?.properties.find((property) => property.typeOptions?.expirable === true)?.name;
		if (token === undefined || type?.preAuthentication === undefined) return undefined;
		if (!expired && credentials[token] !== '' && credentials[token] !== undefined) return undefined;
		const fresh = (await type.preAuthentication.call(helpers, credentials)) as ICredentialDataDecryptedObject;
		this.data[typeName] = { ...this.data[typeName], ...fresh };
		return { ...credentials, ...fresh };
	}

	async runPreAuthentication(): Promise<undefined> {
		return await Promise.resolve(undefined);
	}

	async getCredentials(): Promise<ICredentials> {
		return await Promise.reject(new Error('not used by the engine'));
	}

	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		_details: INodeCredentialsDetails,
		typeName: string,
	): Promise<ICredentialDataDecryptedObject> {
		const data: ICredentialDataDecryptedObject = {};
		for (const property of this.getCredentialsProperties(typeName))
			data[property.name] = property.default as string;
		Object.assign(data, this.data[typeName]);
		// Hidden fields are built from others: ={{ $self["baseUrl"] }}/oauth2/token
		const { expression } = new Workflow({ nodes: [], connections: {}, active: false, nodeTypes: NO_NODES });
		const computed = expression.getComplexParameterValue(
			NO_NODE,
			data as INodeParameters,
			'internal',
			{},
			undefined,
			undefined,
			data,
		);
		return await Promise.resolve(computed as ICredentialDataDecryptedObject);
	}

	async updateCredentials(): Promise<void> {
		await Promise.resolve();
	}

	async updateCredentialsOauthTokenData(
		_details: INodeCredentialsDetails,
		typeName: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.data[typeName] = { ...this.data[typeName], oauthTokenData: data.oauthTokenData };
		await Promise.resolve();
	}

	getCredentialsProperties(typeName: string): INodeProperties[] {
		const type = this.types.get(typeName);
		const inherited = (type?.extends ?? []).flatMap((parent) => this.getCredentialsProperties(parent));
		return [...inherited, ...(type?.properties ?? [])];
	}
}

function resolved(value: string, keys: IDataObject, workflow: Workflow, node: INode): string {
	if (!value.startsWith('=')) return value;
	return workflow.expression.getSimpleParameterValue(node, value, 'internal', keys, undefined, '') as string;
}
