import { refusalFor, type Explain } from './explain';
import { Refusal } from '../base/refusal';
import type { NoAnswer } from './send';

/** What the network's codes mean to a user. */
const NETWORK: Record<string, [string, string] | undefined> = {
	ENOTFOUND: [
		'The address of {service} does not exist',
		'Check the address in the credential, and that this n8n can reach the internet.',
	],
	EAI_AGAIN: [
		'The address of {service} could not be looked up',
		'Name lookup does not answer. Check the network of this n8n.',
	],
	ECONNREFUSED: [
		'{service} accepts no connection',
		'Check the address and port in the credential, and that the server is running.',
	],
	ECONNABORTED: ['{service} did not answer in time', 'Run the node again later, or allow a longer timeout.'],
	ETIMEDOUT: ['{service} did not answer in time', 'Run the node again later, or allow a longer timeout.'],
	DEPTH_ZERO_SELF_SIGNED_CERT: [
		'The certificate of {service} is not trusted',
		'Make its certificate known to n8n (NODE_EXTRA_CA_CERTS).',
	],
};

/** The refusal for a request that nobody answered. */
export function noAnswer(service: string, { status, code, told }: NoAnswer, explain?: Explain): Refusal {
	if (told !== undefined) return new Refusal(told.message, told.description, { status, serviceCode: code });
	if (status !== null) return refusalFor(service, { status, code: '', words: '' }, explain);
	const [message, description] = NETWORK[code ?? ''] ?? [
		`${service} could not be reached`,
		'The credential could not be used, or the network did not answer. Open the credential, test it, and check the address in it.',
	];
	return new Refusal(
		message.replace('{service}', service),
		`${description}${code === null ? '' : ` (${code})`}`,
		{ code: 'UNREACHABLE', serviceCode: code },
	);
}
