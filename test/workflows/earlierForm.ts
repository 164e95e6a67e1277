import type { INodeParameters } from 'n8n-workflow';
import { providerNameIn } from '../../nodes/shared/panel/authenticationValue';
import type { Step } from '../engine/workflow';

/** A step as version 1 of its node kept the same: with a provider, and its way to sign in. */
export function earlierForm({ parameters = {}, ...step }: Step): Step {
	const { authentication, service, ...others } = parameters;
	const [, signIn] = String(authentication).split('.');
	const provider = providerNameIn(String(authentication), String(service));
	const chosen: INodeParameters = { provider, [`${provider}Authentication`]: signIn };
	return { ...step, parameters: { ...chosen, ...others } };
}
