import { startPreset } from '../../../test/recipes/startPreset';
import { credentialData } from '../../../test/sandbox/credentialData';
import { GUMLOOP_RUNS, type Sandbox } from '../../../test/sandbox';
import type { Hand } from './hand';

/** How a person builds a workflow for a service, beside what is the same for all. */
export interface Plan {
	/** Its own name. */
	service: string;
	/** The credential type that is there, and what was typed into it. */
	credential: string;
	data: Record<string, unknown>;
	/** Whether several services take the credential, so that Service asks for one. */
	isListed: boolean;
	/** Fills in what the archive is made of. */
	fill(hand: Hand): Promise<void>;
	/** Files that must come out. */
	files: number;
}

/** The services that are code, Box with both of its sign-ins, and a preset. */
export async function plans(sandbox: Sandbox): Promise<Plan[]> {
	const typed = credentialData(sandbox);
	const nextcloud = await startPreset('nextcloud');
	const { nextcloudUser, nextcloudFolder } = nextcloud.asking as Record<string, string>;
	const folder = sandbox.files('box').filter(({ path }) => path.includes('/')).length;
	const box = async (hand: Hand) => await hand.pick('Files and Folders', 'boxItems', 'Quarterly reports/');
	return [
		{
			service: 'Alfresco',
			credential: 'alfrescoBasicApi',
			data: typed.alfrescoBasicApi,
			isListed: false,
			fill: async (hand) => await hand.pick('Files and Folders', 'alfrescoNodes', 'Projekt Übersicht/'),
			files: folder,
		},
		{
			service: 'Box',
			credential: 'boxArchiveOAuth2Api',
			data: typed.boxArchiveOAuth2Api,
			isListed: false,
			fill: box,
			files: folder,
		},
		{
			service: 'Box',
			credential: 'boxClientCredentialsApi',
			data: typed.boxClientCredentialsApi,
			isListed: false,
			fill: box,
			files: folder,
		},
		{
			service: 'DataFramer',
			credential: 'dataFramerApi',
			data: typed.dataFramerApi,
			isListed: false,
			fill: async (hand) => await hand.pick('Run', 'runId', 'succeeded'),
			files: sandbox.files('dataFramer').length,
		},
		{
			service: 'Gumloop',
			credential: 'gumloopApi',
			data: typed.gumloopApi,
			isListed: false,
			async fill(hand) {
				await hand.pick('Flow', 'gumloopFlow', 'Invoices');
				await hand.pick('Flow Run', 'gumloopRunId', GUMLOOP_RUNS.done);
			},
			files: sandbox.files('gumloop').length,
		},
		{
			service: 'Hoody',
			credential: 'hoodyApi',
			data: typed.hoodyApi,
			isListed: false,
			fill: async (hand) => await hand.pick('Directory', 'hoodyDirectory', 'Project files/'),
			files: sandbox.files('hoody').length,
		},
		{
			service: nextcloud.displayName,
			credential: nextcloud.credential,
			data: nextcloud.data,
			isListed: true,
			async fill(hand) {
				await hand.fill('User ID', 'nextcloudUser', nextcloudUser);
				await hand.fill('Folder', 'nextcloudFolder', nextcloudFolder);
			},
			files: nextcloud.files.length,
		},
	];
}
