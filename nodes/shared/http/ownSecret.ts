import type { Api, ForeignText } from '../contract/api';
import { Refusal } from '../base/refusal';
import { holdsOwnSecret } from './words/shown';

/** For what an answer gives to be kept as it came, such as an id. @throws Refusal when a secret of the credential stands in it */
export function refuseOwnSecret(api: Pick<Api, 'shown'>, service: string, text: ForeignText): void {
	if (!holdsOwnSecret(api, text)) return;
	throw new Refusal(
		`${service} answered with a password or a key of the credential where an id belongs`,
		'No archive is called so. Check the address in the credential.',
		{ code: 'UNEXPECTED_ANSWER' },
	);
}
