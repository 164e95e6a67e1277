import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import { authentications, listed, sharedValues, valuesOf } from './authentication';
import { earlierAuthentications, earlierFields, earlierServices } from './earlierFields';

/** What it says of the service is least. */
const menu = authentications.find(({ provider }) => provider === undefined) ?? authentications[0];

/**
 * One entry for each credential type. n8n lists the credentials of all of them in one menu, and sets the field as one is picked.
 * The menu is there where at least one entry is shown, so one of them is while nothing is chosen.
 */
export const credentials: INodeCredentialDescription[] = authentications.map(({ credential, value }) => ({
	name: credential,
	required: true,
	displayOptions: { show: { authentication: credential === menu.credential ? [value, ''] : [value] } },
}));

/**
 * "Authentication". Each of its options shows a credential, so n8n's editor hides the field: what it shows is the menu of
 * credentials. Nothing is preset.
 */
const authenticationField: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: authentications.map(({ name, value }) => ({ name, value })),
	default: '',
	description: 'The credential decides which service is asked, and how to sign in',
};

/** "Service": asked for where the credential says how to sign in, and not to what. */
const serviceField: INodeProperties = {
	displayName: 'Service',
	name: 'service',
	type: 'options',
	noDataExpression: true,
	required: true,
	options: listed.map((provider) => ({
		name: provider.displayName,
		value: provider.name,
		displayOptions: { show: { authentication: valuesOf(provider) } },
	})),
	default: '',
	displayOptions: { show: { authentication: [...sharedValues] } },
	description:
		'The service that builds the archive. One that is not listed here has a credential of its own.',
};

/** What decides the service and the sign-in. They come first in every node. */
export const signInFields: INodeProperties[] = [
	...earlierFields,
	authenticationField,
	...earlierAuthentications,
	...(listed.length > 0 ? [serviceField] : []),
	...earlierServices,
];

/** An expression for a node's subtitle: the display name that belongs to the value of a field. */
export function nameShown(field: string, names: ReadonlyArray<{ name: string; value: string }>): string {
	const table = Object.fromEntries(names.map(({ name, value }) => [value, name]));
	return `(${JSON.stringify(table)})[$parameter["${field}"]]`;
}

/** The provider's display name, for subtitles; empty where none is chosen. */
export const providerShown = `(${[
	nameShown(
		'authentication',
		authentications.flatMap(({ provider, value }) =>
			provider === undefined ? [] : [{ name: provider.displayName, value }],
		),
	),
	nameShown(
		'service',
		listed.map(({ displayName, name }) => ({ name: displayName, value: name })),
	),
].join(' || ')} || "")`;
