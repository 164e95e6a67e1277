import type { Provider, SignIn } from '../contract';
import { providers } from '../providers';
import { valueOf } from './authenticationValue';

/** A value of the field Authentication. There is one for each credential type, so that a credential is all that is chosen. */
export interface Authentication {
	readonly value: string;
	/** Its label. */
	readonly name: string;
	/** Name of the credential type. */
	readonly credential: string;
	/** Whose credential it is; absent where several services take it, one of which the field Service names. */
	readonly provider?: Provider;
}

/** Every provider, by the name that people know. */
export const all: readonly Provider[] = Object.values(providers).sort((a, b) =>
	a.displayName.localeCompare(b.displayName),
);

/** Whether the provider is chosen in the field Service, since other services take its credentials too. */
export function isListed({ signIns }: Provider): boolean {
	return signIns.some(({ shared }) => shared === true);
}

/** Those that the field Service lists. */
export const listed: readonly Provider[] = all.filter(isListed);

/** All values for a provider. */
export function valuesOf(provider: Provider): string[] {
	return provider.signIns.map((signIn) => valueOf(provider, signIn));
}

/** Every value, by its label. */
export const authentications: readonly Authentication[] = [
	...new Map(
		all.flatMap((provider) =>
			provider.signIns.map((signIn): [string, Authentication] => {
				const value = valueOf(provider, signIn);
				return [value, { value, ...labelled(provider, signIn), credential: signIn.credential }];
			}),
		),
	).values(),
].sort((a, b) => a.name.localeCompare(b.name));

/** Values of those that several services take. */
export const sharedValues: readonly string[] = authentications
	.filter(({ provider }) => provider === undefined)
	.map(({ value }) => value);

function labelled(provider: Provider, { shared, name }: SignIn): Pick<Authentication, 'name' | 'provider'> {
	if (shared === true) return { name: `Archive Service: ${name}` };
	return { name: `${provider.displayName}: ${name}`, provider };
}
