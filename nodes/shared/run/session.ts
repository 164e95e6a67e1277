import type { IExecuteFunctions } from 'n8n-workflow';
import { numberField } from '../base/fields';
import type { Fields, Provider } from '../contract';
import type { Api } from '../contract/api';
import { connect } from '../http/connect';
import { STALL_SECONDS } from '../panel/stallTimeoutField';
import { chosenProvider, signInOf } from './chosen';
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

/** @throws Refusal when no credential is chosen, or it has no usable address */
export async function openSession(
	context: IExecuteFunctions,
	itemIndex: number,
	{ signal, deadline }: SessionTimes,
): Promise<Session> {
	const fields = nodeFields(context, itemIndex);
	const provider = chosenProvider(fields);
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
