import type { INodeParameters } from 'n8n-workflow';
import type { Step } from '../engine/workflow';

/** A step as version 1 of its node kept the same: with a provider, and its way to sign in. */
export function earlierForm({ parameters = {}, ...step }: Step): Step {
	const { authentication, service, ...others } = parameters;
	const [owner, signIn] = String(authentication).split('.');
	const provider = owner === 'anyService' ? String(service) : owner;
	const chosen: INodeParameters = { provider, [`${provider}Authentication`]: signIn };
	return { ...step, parameters: { ...chosen, ...others } };
}
