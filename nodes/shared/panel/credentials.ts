import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import type { Provider, SignIn } from '../contract';
import { providers } from '../providers';

/** The field in which the user chooses how to sign in; it is shown where there is a choice. */
export function authenticationFieldOf(provider: Provider): string {
	return `${provider.name}Authentication`;
}

const all = Object.values(providers).sort((a, b) => a.displayName.localeCompare(b.displayName));

/**
 * One entry for each credential type: it may serve several providers. They are told by what hides them: a field whose every
 * option shows a credential counts as "the authentication field" in n8n's editor, which then hides it, and Provider would be
 * gone.
 */
export const credentials: INodeCredentialDescription[] = [
	...new Set(all.flatMap(({ signIns }) => signIns.map(({ credential }) => credential))),
].map((credential) => ({
	name: credential,
	required: true,
	displayOptions: { hide: othersThan(credential) },
}));

const [{ name: preset }] = all;

/** "Provider" and, where there is a choice, "Authentication". They come first in every node. */
export const providerFields: INodeProperties[] = [
	{
		displayName: 'Provider',
		name: 'provider',
		// A package for one service has nothing to choose (docs/single-service.md).
		type: all.length === 1 ? 'hidden' : 'options',
		noDataExpression: true,
		options: all.map(({ displayName, name }) => ({ name: displayName, value: name })),
		default: preset,
		description: 'The service that builds the archive',
	},
	...all.filter((provider) => provider.signIns.length > 1).map(authenticationField),
];

/** Names of the providers that can do something, for `displayOptions`. */
export function namesOf(can: (provider: Provider) => boolean): string[] {
	return all.filter(can).map(({ name }) => name);
}

/** The fields that each provider contributes, shown for that provider only. */
export function fieldsOf(
	pick: (provider: Provider) => readonly INodeProperties[] | undefined,
): INodeProperties[] {
	return all.flatMap((provider) =>
		(pick(provider) ?? []).map((field) => shownFor(field, 'provider', provider)),
	);
}

/** What each provider asks for in every node. */
export const everyNodeFields: INodeProperties[] = fieldsOf((provider) => provider.fields.every);

/** The same for entries of a collection, which see the node's own fields from the root. */
export function optionsOf(
	pick: (provider: Provider) => readonly INodeProperties[] | undefined,
): INodeProperties[] {
	return all.flatMap((provider) =>
		(pick(provider) ?? []).map((field) => shownFor(field, '/provider', provider)),
	);
}

function authenticationField(provider: Provider): INodeProperties {
	const [{ value: preset }] = provider.signIns;
	return {
		displayName: 'Authentication',
		name: authenticationFieldOf(provider),
		type: 'options',
		noDataExpression: true,
		options: provider.signIns
			.map(({ name, value }) => ({ name, value }))
			.sort((a, b) => a.name.localeCompare(b.name)),
		default: preset,
		displayOptions: { show: { provider: [provider.name] } },
	};
}

function shownFor(field: INodeProperties, condition: string, provider: Provider): INodeProperties {
	const { displayOptions } = field;
	return {
		...field,
		displayOptions: { ...displayOptions, show: { [condition]: [provider.name], ...displayOptions?.show } },
	};
}

/** Fields that another provider shows have no value, so only those of the chosen one hide anything. */
function othersThan(credential: string): Record<string, string[]> {
	const isIt = (signIn: SignIn) => signIn.credential === credential;
	const takes = ({ signIns }: Provider) => signIns.some(isIt);
	const hide: Record<string, string[]> = {
		provider: all.filter((provider) => !takes(provider)).map(({ name }) => name),
	};
	for (const provider of all.filter(takes)) {
		const signInsBut = provider.signIns.filter((other) => !isIt(other)).map(({ value }) => value);
		if (signInsBut.length > 0) hide[authenticationFieldOf(provider)] = signInsBut;
	}
	return hide;
}

/** An expression for a node's subtitle: the display name that belongs to the value of a field. */
export function nameShown(field: string, names: ReadonlyArray<{ name: string; value: string }>): string {
	const table = Object.fromEntries(names.map(({ name, value }) => [value, name]));
	return `(${JSON.stringify(table)})[$parameter["${field}"]]`;
}

/** The provider's display name, for subtitles. */
export const providerShown = nameShown(
	'provider',
	all.map(({ displayName, name }) => ({ name: displayName, value: name })),
);
