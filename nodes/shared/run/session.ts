import type { IExecuteFunctions } from 'n8n-workflow';
import type { Provider, SignIn } from '../contract';
import type { Api } from '../contract/api';
import { connect } from '../http/connect';
import { Refusal } from '../base/refusal';
import { providers } from '../providers';
import { authenticationFieldOf } from '../panel/credentials';
import { nodeFields } from './nodeFields';
import { numberField, textField, type Fields } from '../base/fields';

/** Everything that is needed to work on one item: its provider, its fields, and a signed-in transport. */
export interface Session {
	provider: Provider;
	fields: Fields;
	api: Api;
	/** The same transport, working on after the execution was stopped: for cancelling on the service. */
	lastWords(): Api;
}

/** Seconds without a byte after which a transfer counts as stalled. Slow proxies pause for a minute at most. */
export const STALL_SECONDS = 120;

/** @throws Refusal when the provider is unknown or its credential has no usable address */
export async function openSession(
	context: IExecuteFunctions,
	itemIndex: number,
	signal?: AbortSignal,
): Promise<Session> {
	const fields = nodeFields(context, itemIndex);
	const provider = providerNamed(textField(fields, 'provider'));
	const signIn = signInOf(provider, fields);
	const credentials = await context.getCredentials(signIn.credential, itemIndex);
	const stallAfter = numberField(fields, 'stallTimeout', 'Stall Timeout', STALL_SECONDS, 1);
	const connection = { provider, signIn, credentials, stallAfter };
	return {
		provider,
		fields,
		api: connect({ ...connection, context, signal }),
		lastWords: () => connect({ ...connection, context }),
	};
}

/** @throws Refusal naming the providers there are */
export function providerNamed(name: string): Provider {
	const known = Object.keys(providers);
	if (!known.includes(name)) {
		throw new Refusal(
			`There is no provider "${name.slice(0, 60)}"`,
			`Choose one of ${known.map((key) => providers[key].displayName).join(', ')}.`,
		);
	}
	return providers[name];
}

function signInOf(provider: Provider, fields: Fields): SignIn {
	const chosen = fields.get(authenticationFieldOf(provider), provider.signIns[0].value);
	return provider.signIns.find(({ value }) => value === chosen) ?? provider.signIns[0];
}
