import type { ICredentialDataDecryptedObject, IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import { coded as providers } from '../../../nodes/shared/providers';
import { examples, type Example } from '../../examples';
import { credentialTypes } from '../../n8n/lib/credentials';
import { connected } from '../../../test/engine/consent';
import { TestCredentials } from '../../../test/engine/credentialsHelper';
import { startEngine } from '../../../test/engine/engine';
import { ORIGINS, startSandbox, type OriginName, type Sandbox } from '../../../test/sandbox';
import { credentialData } from '../../../test/sandbox/credentialData';
import type { NodeName, Stand } from './stand';

const TYPES: Record<NodeName, string> = {
	Create: 'createArchive',
	Wait: 'waitForArchive',
	Download: 'downloadArchive',
};

/** Opens a stand. @param pace how long services take to work, as the sandbox counts it */
export type OpenStand = (pace?: number) => Promise<Stand>;

/** What opens a stand, by the name of the provider. Each has a sandbox of its own, so that they can run side by side. */
export const codedStands = new Map<string, OpenStand>(
	examples().map((example) => [example.provider, async (pace) => await openStand(example, pace)]),
);

/** The same for every way of signing in that the example of its provider does not show, by provider and credential type. */
export const signInStands = new Map<string, OpenStand>(
	examples().flatMap((example) => {
		const { provider } = example;
		const [shown] = Object.keys(createNode(example).credentials ?? {});
		return providers[provider].signIns
			.filter(({ credential }) => credential !== shown)
			.map(({ value, credential }): [string, OpenStand] => [
				`${provider} with ${credential}`,
				async (pace) => await openStand(example, pace, { value, credential }),
			]);
	}),
);

/** Of these the ones that trade their secrets for a token in a call of our own: that call alone is attacked here. */
export const tokenStands = new Map(
	[...signInStands]
		.filter(([name]) =>
			credentialTypes().some((type) => 'preAuthentication' in type && name.endsWith(` ${type.name}`)),
		)
		.map(([name, open]): [string, () => Promise<Stand>] => [
			name,
			async () => ({ ...(await open()), onlySignIn: true }),
		]),
);

async function openStand(
	example: Example,
	pace?: number,
	signIn?: { value: string; credential: string },
): Promise<Stand> {
	const { provider } = example;
	const sandbox = await startSandbox({ pace });
	const node = createNode(example);
	const chosen = signIn === undefined ? {} : { authentication: `${provider}.${signIn.value}` };
	const parameters = { ...node.parameters, ...chosen };
	const shared = { authentication: parameters.authentication };
	const credentials = signIn === undefined ? Object.keys(node.credentials ?? {}) : [signIn.credential];
	if (signIn !== undefined) sandbox.askFor(signIn.credential);
	const names = [provider, ...ORIGINS.filter((name) => name !== provider)];
	const all = credentialData(sandbox);
	const typed = Object.fromEntries(credentials.map((type) => [type, all[type]]));
	return {
		name: signIn === undefined ? provider : `${provider} with ${signIn.credential}`,
		origins: Object.fromEntries(names.map((name) => [name, sandbox.origin(name)])),
		requests: sandbox.requests,
		fault: (origin, fault) => sandbox.scenario(origin as OriginName, fault),
		clearFaults: () => sandbox.clearFaults(),
		step: (name, options = {}) => ({
			name,
			type: `n8n-nodes-archives.${TYPES[name]}`,
			parameters: {
				...(name === 'Create' ? parameters : shared),
				...(name === 'Download' ? { operation: 'unpack' } : {}),
				...options,
			},
			credentials,
		}),
		credentials: typed,
		credentialsNow: async () => {
			const now = await Promise.all(
				Object.entries(typed).map(async ([type, data]) => [type, await withTokens(sandbox, type, data)]),
			);
			return Object.fromEntries(now) as Stand['credentials'];
		},
		renew: () => {
			sandbox.reset();
			if (signIn !== undefined) sandbox.askFor(signIn.credential);
		},
		close: async () => await sandbox.close(),
	};
}

/** The credential as it is once a person has connected the account, where that is how it works, and the token has run out since. */
async function withTokens(
	sandbox: Sandbox,
	type: string,
	data: ICredentialDataDecryptedObject,
): Promise<ICredentialDataDecryptedObject> {
	const helper = new TestCredentials((await startEngine()).credentialTypes, { [type]: data });
	if (!helper.getParentTypes(type).includes('oAuth2Api')) return data;
	const nothing = {} as IWorkflowExecuteAdditionalData;
	const filled = await helper.getDecrypted(nothing, { id: type, name: type }, type);
	if (filled.grantType === 'clientCredentials') return data;
	const tokens = await connected(filled);
	for (const origin of ORIGINS) sandbox.expireLinks(origin);
	return tokens;
}

function createNode({ provider, workflow }: Example): Example['workflow']['nodes'][number] {
	const node = workflow.nodes.find(({ name }) => name === 'Create Archive');
	if (node === undefined) throw new Error(`examples/${provider}.json has no Create Archive`);
	return node;
}
