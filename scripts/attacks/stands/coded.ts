import { examples } from '../../examples';
import { ORIGINS, startSandbox, type OriginName } from '../../../test/sandbox';
import { credentialData } from '../../../test/sandbox/credentialData';
import type { NodeName, Stand } from './stand';

const TYPES: Record<NodeName, string> = {
	Create: 'createArchive',
	Wait: 'waitForArchive',
	Download: 'downloadArchive',
};

/** What opens a stand, by the name of the provider. Each has a sandbox of its own, so that they can run side by side. */
export const codedStands = new Map<string, () => Promise<Stand>>(
	examples().map(({ provider, workflow }) => [
		provider,
		async () => {
			const sandbox = await startSandbox();
			const node = workflow.nodes.find(({ name }) => name === 'Create Archive');
			if (node === undefined) throw new Error(`examples/${provider}.json has no Create Archive`);
			const signIn = Object.fromEntries(
				Object.entries(node.parameters).filter(
					([key]) => key === 'provider' || key.endsWith('Authentication'),
				),
			);
			const names = [provider, ...ORIGINS.filter((name) => name !== provider)];
			const all = credentialData(sandbox);
			const credentials = Object.keys(node.credentials ?? {});
			return {
				name: provider,
				origins: Object.fromEntries(names.map((name) => [name, sandbox.origin(name)])),
				requests: sandbox.requests,
				fault: (origin, fault) => sandbox.scenario(origin as OriginName, fault),
				clearFaults: () => sandbox.clearFaults(),
				step: (name, options = {}) => ({
					name,
					type: `n8n-nodes-archives.${TYPES[name]}`,
					parameters: {
						...(name === 'Create' ? node.parameters : signIn),
						...(name === 'Download' ? { operation: 'unpack' } : {}),
						...options,
					},
					credentials,
				}),
				credentials: Object.fromEntries(credentials.map((type) => [type, all[type]])),
				close: async () => await sandbox.close(),
			};
		},
	]),
);
