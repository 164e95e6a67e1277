import { SIGN_INS, type SignInName } from '../../../nodes/shared/recipes/signIns';
import { ORIGINS, startSandbox, type OriginName, type Sandbox } from '../../../test/sandbox';
import type { OpenStand } from './coded';
import type { NodeName } from './stand';

const TYPES: Record<NodeName, string> = {
	Create: 'createArchive',
	Wait: 'waitForArchive',
	Download: 'downloadArchive',
};

/** Other Service as a user fills it in for one of the sandbox's services. */
interface SetUp {
	service: 'alfresco' | 'dataFramer';
	signIn: SignInName;
	data: Record<string, string>;
	/** Asked in Create Archive only. */
	create: object;
	/** Asked in each node. */
	every: object;
	/** Values that the calls are filled in with. */
	values: Record<string, string>;
}

const setUps: Record<string, (sandbox: Sandbox) => SetUp> = {
	/** A job with an ID, which is looked at, fetched, cancelled and deleted by calls of its own. */
	otherServiceJob: ({ origin, credentials, demo }) => ({
		service: 'alfresco',
		signIn: 'basic',
		data: {
			baseUrl: `${origin('alfresco')}/alfresco/api/-default-/public/alfresco/versions/1`,
			user: credentials.alfresco.user,
			password: credentials.alfresco.password,
		},
		create: {
			otherServiceMethod: 'POST',
			otherServicePath: '/downloads',
			otherServiceBody: JSON.stringify({ nodeIds: demo.alfresco.nodeIds }),
			otherServiceIdAt: '/entry/id',
		},
		every: {
			otherServiceAnswer: 'job',
			otherServiceLookPath: '/downloads/{id}',
			otherServiceStateAt: 'entry.status',
			otherServiceReady: 'done',
			otherServiceContentPath: '/nodes/{id}/content',
			otherServiceMore: {
				working: 'PENDING, IN_PROGRESS',
				cancelPath: '/downloads/{id}',
				removePath: '/nodes/{id}?permanent=true',
				ranges: true,
			},
		},
		values: {},
	}),
	/** No job: the same call is made until its answer has a link. */
	otherServiceLink: ({ origin, credentials, demo }) => ({
		service: 'dataFramer',
		signIn: 'bearer',
		data: {
			baseUrl: `${origin('dataFramer')}/api/dataframer`,
			token: credentials.dataFramer.apiKey,
		},
		create: {},
		every: {
			otherServiceAnswer: 'nothing',
			otherServicePath: '/runs/{run}/files/download/',
			otherServiceReadyWhen: 'state',
			otherServiceReady: '200',
			otherServiceContentFrom: 'link',
			otherServiceLinkAt: 'download_url',
			otherServiceMore: { working: '202, 404', ranges: true },
		},
		values: { run: demo.dataFramer.runId },
	}),
};

/** What opens a stand of Other Service, by the way in which the service gives its archive. */
export const otherServiceStands = new Map<string, OpenStand>(
	Object.entries(setUps).map(([name, setUpFor]) => [
		name,
		async (pace) => {
			const sandbox = await startSandbox({ pace });
			const { service, signIn, data, create, every, values } = setUpFor(sandbox);
			const { credential } = SIGN_INS[signIn];
			const rows = Object.entries(values).map(([label, value]) => ({ name: label, value }));
			const valuesGiven = { otherServiceValues: { value: rows } };
			const names = [service, ...ORIGINS.filter((origin) => origin !== service)];
			return {
				name,
				origins: Object.fromEntries(names.map((origin) => [origin, sandbox.origin(origin)])),
				requests: sandbox.requests,
				fault: (origin, fault) => sandbox.scenario(origin as OriginName, fault),
				clearFaults: () => sandbox.clearFaults(),
				step: (node, { options = {}, ...given }: { options?: object } = {}) => ({
					name: node,
					type: `n8n-nodes-archives.${TYPES[node]}`,
					parameters: {
						authentication: `anyService.${signIn}`,
						service: 'otherService',
						...every,
						...(node === 'Create' ? create : {}),
						...(node === 'Download' ? { operation: 'unpack' } : {}),
						...given,
						options: { ...(node === 'Create' ? valuesGiven : {}), ...options },
					},
					credentials: [credential],
				}),
				credentials: { [credential]: data },
				credentialsNow: async () => await Promise.resolve({ [credential]: data }),
				renew: () => sandbox.reset(),
				close: async () => await sandbox.close(),
			};
		},
	]),
);
