/** What the credential of a node decides: which service is asked, and how to sign in. */
import { textField } from '../base/fields';
import { Refusal } from '../base/refusal';
import type { Fields, Provider, SignIn } from '../contract';
import { earlierAuthenticationOf, providerNameIn, valueOf } from '../panel/authenticationValue';
import { providers } from '../providers';

/** The provider that is chosen, where one is. */
export function providerIn(fields: Fields): Provider | undefined {
	const name = nameIn(fields);
	return Object.hasOwn(providers, name) ? providers[name] : undefined;
}

/** The provider that is chosen. @throws Refusal that says what is to be chosen */
export function chosenProvider(fields: Fields): Provider {
	const name = nameIn(fields);
	if (name !== '') return providerNamed(name);
	if (textField(fields, 'authentication') === '') {
		throw new Refusal(
			'No credential is chosen',
			'Choose a credential in this node: it decides which service is asked, and how to sign in.',
		);
	}
	throw new Refusal(
		'No service is chosen',
		'Choose one in "Service": the credential says how to sign in, and not to what.',
	);
}

/** @throws Refusal naming the providers there are */
export function providerNamed(name: string): Provider {
	if (Object.hasOwn(providers, name)) return providers[name];
	throw new Refusal(
		`There is no provider "${name.slice(0, 60)}"`,
		`Choose one of ${Object.values(providers)
			.map(({ displayName }) => displayName)
			.join(', ')}.`,
	);
}

/** The way of signing in that is chosen. @throws Refusal when the service has no such way */
export function signInOf(provider: Provider, fields: Fields): SignIn {
	const { signIns, displayName } = provider;
	const chosen = textField(fields, 'authentication');
	if (chosen === '') return earlierSignInOf(provider, fields);
	const signIn = signIns.find((one) => valueOf(provider, one) === chosen);
	if (signIn !== undefined) return signIn;
	throw new Refusal(
		`${displayName} takes no credential of this type`,
		`Choose another credential, or another service. ${displayName} takes: ${signIns.map(({ name }) => name).join(', ')}.`,
	);
}

/** n8n turns what version 1 of the nodes asked for into what is asked now, except where it gives the fields as they stand. */
function earlierSignInOf(provider: Provider, fields: Fields): SignIn {
	const [first] = provider.signIns;
	const chosen = fields.get(earlierAuthenticationOf(provider), first.value);
	return provider.signIns.find(({ value }) => value === chosen) ?? first;
}

function nameIn(fields: Fields): string {
	const authentication = textField(fields, 'authentication');
	if (authentication === '') return textField(fields, 'provider');
	return providerNameIn(authentication, textField(fields, 'service'));
}
