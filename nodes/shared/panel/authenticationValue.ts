/** How the value of the field Authentication is put together: the provider's name and that of the way to sign in. */
import type { Provider, SignIn } from '../contract';

/** Stands in the place of the provider where several services take the credential. */
const ANY_SERVICE = 'anyService';

/** The value that stands for a way to sign in to a provider. */
export function valueOf(provider: Pick<Provider, 'name'>, { shared, value }: SignIn): string {
	return `${shared === true ? ANY_SERVICE : provider.name}.${value}`;
}

/** Name of the provider that is chosen; empty where none is. @param service value of the field Service */
export function providerNameIn(authentication: string, service: string): string {
	const [owner] = authentication.split('.');
	return owner === ANY_SERVICE ? service : owner;
}

/** The field in which version 1 of the nodes asked how to sign in, where there was a choice. */
export function earlierAuthenticationOf({ name }: Pick<Provider, 'name'>): string {
	return `${name}Authentication`;
}
