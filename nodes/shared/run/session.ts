import type { IExecuteFunctions } from 'n8n-workflow';
import { numberField, textField } from '../base/fields';
import { Refusal } from '../base/refusal';
import type { Fields, Provider, SignIn } from '../contract';
import type { Api } from '../contract/api';
import { connect } from '../http/connect';
import { authenticationFieldOf } from '../panel/credentials';
import { STALL_SECONDS } from '../panel/stallTimeoutField';
import { providers } from '../providers';
import { nodeFields } from './nodeFields';

/** Everything that is needed to work on one item: its provider, its fields, and a signed-in transport. */
export interface Session {
	provider: Provider;
	fields: Fields;
	api: Api;
	/** The same session with little time and deaf to Stop: for the one call that cancels on the service. */
	lastCall(milliseconds: number): Session;
}

/** Who hears what, and until when. */
export interface SessionTimes {
	signal?: AbortSignal;
	/** Milliseconds since 1970 at which everything for this item ends; null for never. */
	deadline: number | null;
}

/** KiB a second. What is slower is no transfer: at that rate the smallest of archives takes hours. */
export const LEAST_SPEED_KIB = 1;

/** Seconds for all transfers of an item: a hundred gigabytes at 5 MB a second. */
export const LONGEST_TRANSFER_SECONDS = 6 * 60 * 60;

/** @throws Refusal when the provider is unknown or its credential has no usable address */
export async function openSession(
	context: IExecuteFunctions,
	itemIndex: number,
	{ signal, deadline }: SessionTimes,
): Promise<Session> {
	const fields = nodeFields(context, itemIndex);
	const provider = providerNamed(textField(fields, 'provider'));
	const signIn = signInOf(provider, fields);
	const credentials = await context.getCredentials(signIn.credential, itemIndex);
	const stallAfter = numberField(fields, 'stallTimeout', 'Stall Timeout', STALL_SECONDS, 1);
	const leastRate = numberField(fields, 'leastSpeed', 'Least Speed', LEAST_SPEED_KIB) * 1024;
	const longestTransfer = numberField(
		fields,
		'longestTransfer',
		'Longest Transfer',
		LONGEST_TRANSFER_SECONDS,
		1,
	);
	const connection = { context, provider, signIn, credentials, stallAfter, leastRate, longestTransfer };
	const session = (api: Api): Session => ({
		provider,
		fields,
		api,
		lastCall: (milliseconds) => session(connect({ ...connection, deadline: Date.now() + milliseconds })),
	});
	return session(connect({ ...connection, signal, deadline }));
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

/** The way of signing in that is chosen; the first where nothing is. */
export function signInOf(provider: Provider, fields: Fields): SignIn {
	const chosen = fields.get(authenticationFieldOf(provider), provider.signIns[0].value);
	return provider.signIns.find(({ value }) => value === chosen) ?? provider.signIns[0];
}
