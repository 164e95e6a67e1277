import type { IDataObject } from 'n8n-workflow';
import { Refusal } from '../../base/refusal';

/** Where the files are: nodes, downloads. @throws Refusal for the address of another application */
export function contentUrl(credentials: IDataObject): string {
	return `${publicUrl(credentials)}/alfresco/versions/1`;
}

/** Where tickets are given out. @throws Refusal for the address of another application */
export function authenticationUrl(credentials: IDataObject): string {
	return `${publicUrl(credentials)}/authentication/versions/1`;
}

/** Applications that people see in their browser, and whose address they take for the repository's, by their usual paths. */
const APPLICATIONS: Readonly<Record<string, string | undefined>> = {
	share: 'Alfresco Share',
	workspace: 'the Alfresco Digital Workspace',
	'digital-workspace': 'the Alfresco Digital Workspace',
	adw: 'the Alfresco Digital Workspace',
	'content-app': 'the Alfresco Content App',
	aca: 'the Alfresco Content App',
	'control-center': 'the Alfresco Control Center',
};
/** Other interfaces below the repository's own address. */
const INTERFACES = ['s', 'service', 'wcs', 'wcservice', 'webdav', 'cmisbrowser', 'cmisatom', 'api-explorer'];

/** The public API below the address in the credential; a host alone means the usual place of the repository on it. */
function publicUrl(credentials: IDataObject): string {
	const tenant = String(credentials.tenant ?? '').trim() || '-default-';
	return `${repositoryUrl(String(credentials.baseUrl ?? '').trim())}/api/${encodeURIComponent(tenant)}/public`;
}

/** What was entered, without what people copy along: the path of an interface, or of the whole API. */
function repositoryUrl(entered: string): string {
	// What is no address is told by the transport.
	if (!URL.canParse(entered)) return entered;
	const { pathname } = new URL(entered);
	const parts = pathname.split('/').filter((part) => part !== '');
	const application = APPLICATIONS[parts[0]?.toLowerCase() ?? ''];
	if (application !== undefined) throw otherApplication(application);
	const api = parts.findIndex((part, index) => part === 'api' && parts[index + 2] === 'public');
	const known = api === -1 ? parts : parts.slice(0, api);
	if (known.length === 2 && INTERFACES.includes(known[1])) known.pop();
	const place = known.length === 0 ? 'alfresco' : known.join('/');
	// The entered text decides, not what the parser makes of it: user names and queries are refused later on.
	return `${entered.slice(0, entered.length - tailOf(entered).length)}/${place}`;
}

/** Everything from the path on. */
function tailOf(address: string): string {
	const host = address.indexOf('://') + 3;
	const slash = address.indexOf('/', host);
	return slash === -1 ? '' : address.slice(slash);
}

function otherApplication(application: string): Refusal {
	return new Refusal(
		`The address in the Alfresco credential is that of ${application}`,
		'Enter the address of the repository instead: usually the same server, with /alfresco behind it.',
		{ code: 'BAD_ADDRESS', clean: true },
	);
}
