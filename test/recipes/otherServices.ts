/** Other Service set up by fields as services that are coded as well: the same sandbox answers. */
import type { INodeParameters } from 'n8n-workflow';
import type { Sandbox } from '../sandbox';

/** How a service is set up: its sign-in, what is asked for, and what every node has to know. */
export interface SetUp {
	/** The credential type, and what is typed into it. */
	credential: string;
	data: Record<string, string>;
	authentication: string;
	/** Fields of the node that asks for the archive, beside those of every node. */
	create?: INodeParameters;
	every: INodeParameters;
	/** Values that travel with the archive. */
	values?: Record<string, string | readonly string[]>;
}

/** Set-ups by the name of the service that they are for. */
export function otherServices(sandbox: Sandbox) {
	return {
		dataFramer: (): SetUp => ({
			credential: 'archiveServiceBearerApi',
			data: {
				baseUrl: `${sandbox.origin('dataFramer')}/api/dataframer/`,
				token: ` ${sandbox.credentials.dataFramer.apiKey}`,
			},
			authentication: 'bearer',
			every: {
				otherServiceAnswer: 'nothing',
				otherServicePath: '/runs/{run}/files/download/',
				otherServiceReadyWhen: 'state',
				otherServiceReady: '200',
				otherServiceContentFrom: 'link',
				otherServiceLinkAt: 'download_url',
				otherServiceMore: { working: '202, 404', ranges: true },
			},
			values: { run: sandbox.demo.dataFramer.runId },
		}),
		gumloop: (): SetUp => ({
			credential: 'archiveServiceBearerApi',
			data: {
				baseUrl: `${sandbox.origin('gumloop')}/api/v1`,
				token: sandbox.credentials.gumloop.apiKey,
			},
			authentication: 'bearer',
			every: {
				otherServiceAnswer: 'nothing',
				otherServicePath: '/get_pl_run?run_id={run}&user_id={user}',
				otherServiceStateAt: 'state',
				otherServiceReady: 'DONE',
				otherServiceFailed: 'FAILED, TERMINATING',
				otherServiceContentPath: 'download_files',
				otherServiceMore: {
					contentMethod: 'POST',
					contentBody: '{ "run_id": "{run}", "user_id": "{user}", "file_names": "{files}" }',
					working: 'RUNNING\nQUEUED',
					headers: { entry: [{ name: 'x-auth-key', value: sandbox.credentials.gumloop.userId }] },
				},
			},
			values: {
				run: sandbox.demo.gumloop.runId,
				user: sandbox.credentials.gumloop.userId,
				files: sandbox.demo.gumloop.fileNames,
			},
		}),
		alfresco: (): SetUp => ({
			credential: 'archiveServiceBasicApi',
			data: {
				baseUrl: `${sandbox.origin('alfresco')}/alfresco/api/-default-/public/alfresco/versions/1`,
				user: sandbox.credentials.alfresco.user,
				password: sandbox.credentials.alfresco.password,
			},
			authentication: 'basic',
			create: {
				otherServiceMethod: 'POST',
				otherServicePath: '/downloads',
				otherServiceBody: JSON.stringify({ nodeIds: sandbox.demo.alfresco.nodeIds }),
				otherServiceIdAt: '/entry/id',
			},
			every: {
				otherServiceAnswer: 'job',
				otherServiceLookPath: '/downloads/{id}',
				otherServiceStateAt: 'entry.status',
				otherServiceReady: 'done',
				otherServiceFailed: 'MAX_CONTENT_SIZE_EXCEEDED',
				otherServiceContentPath: '/nodes/{id}/content',
				otherServiceMore: {
					working: 'PENDING, IN_PROGRESS',
					bytesDone: 'entry.bytesAdded',
					bytesTotal: 'entry.totalBytes',
					removePath: '/nodes/{id}?permanent=true',
					ranges: true,
				},
			},
		}),
		hoody: (): SetUp => ({
			credential: 'archiveServiceApi',
			data: { baseUrl: sandbox.origin('hoody') },
			authentication: 'none',
			every: {
				otherServicePath: `/${sandbox.demo.hoody.zipFolder.split('/').map(encodeURIComponent).join('/')}?zip=`,
			},
		}),
	} satisfies Record<string, () => SetUp>;
}

export type OtherServiceName = keyof ReturnType<typeof otherServices>;

export const OTHER_SERVICES: readonly OtherServiceName[] = ['dataFramer', 'gumloop', 'alfresco', 'hoody'];

/** What a node is told that asks for the archive, and what one that comes after it. */
export function parametersOf({ every, create = {}, authentication, values = {} }: SetUp): {
	asking: INodeParameters & { options: INodeParameters };
	following: INodeParameters;
} {
	const following = { authentication: `anyService.${authentication}`, service: 'otherService', ...every };
	const rows = Object.entries(values).map(([name, value]) => ({ name, value }));
	const asking = { ...following, ...create, options: { otherServiceValues: { value: rows } } };
	return { asking: asking as INodeParameters & { options: INodeParameters }, following };
}
