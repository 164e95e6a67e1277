import { SIGN_INS } from '../../../nodes/shared/recipes/signIns';
import { presetServices } from '../../../test/recipes/services';
import { asSource } from '../../../test/sandbox/core/byteSource';
import { FaultQueue } from '../../../test/sandbox/core/faults';
import { startService, type Core } from '../../../test/sandbox/core/service';
import { cachedZip } from '../../../test/sandbox/fixtures/archive';
import { SAMPLE_FILES } from '../../../test/sandbox/fixtures/files';
import type { NodeName, Stand } from './stand';

const TYPES: Record<NodeName, string> = {
	Create: 'createArchive',
	Wait: 'waitForArchive',
	Download: 'downloadArchive',
};

/** What opens a stand, by the name of the preset. */
export const presetStands = new Map<string, () => Promise<Stand>>(
	Object.entries(presetServices).map(([name, service]) => [
		name,
		async () => {
			const core: Core = { faults: new FaultQueue(), requests: [], origins: {}, paced: () => 0 };
			const archive = asSource(await cachedZip('samples', SAMPLE_FILES));
			const stage = {
				archive,
				looks: 1,
				get origins() {
					return { api: core.origins.api, storage: core.origins.storage };
				},
			};
			const nobody = { refusal: () => '', routes: () => undefined };
			const api = await startService(core, 'api', service.api(stage));
			const storage = await startService(core, 'storage', service.storage?.(stage) ?? nobody);
			const { credential } = SIGN_INS[service.signIn];
			const typed = Object.entries(service.fields).map(([field, value]) => [
				`${name}${field[0].toUpperCase()}${field.slice(1)}`,
				value,
			]);
			const values = Object.fromEntries(typed) as Record<string, string>;
			const shared = { authentication: `anyService.${service.signIn}`, service: name };
			const credentials = {
				[credential]: { baseUrl: `${core.origins.api}${service.basePath ?? ''}`, ...service.data },
			};
			return {
				name,
				origins: core.origins,
				requests: core.requests,
				fault: (origin, fault) => core.faults.add(origin, fault),
				clearFaults: () => core.faults.clear(),
				step: (node, { options = {}, ...given }: { options?: object } = {}) => ({
					name: node,
					type: `n8n-nodes-archives.${TYPES[node]}`,
					parameters: {
						...shared,
						...(node === 'Create' ? values : {}),
						...(node === 'Download' ? { operation: 'unpack' } : {}),
						...given,
						// What may stay empty is among the options.
						options: { ...(node === 'Create' ? values : {}), ...options },
					},
					credentials: [credential],
				}),
				credentials,
				credentialsNow: async () => credentials,
				renew: () => {
					core.faults.clear();
					core.requests.length = 0;
				},
				close: async () => {
					await Promise.all([api.close(), storage.close()]);
				},
			};
		},
	]),
);
