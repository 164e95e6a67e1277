import { ORIGINS, records } from './derived';
import type { Sandbox } from './index';
import type { CredentialValues } from './serviceRecord';

/**
 * What a person would type into each credential type to reach the sandbox.
 * OAuth2 types that need a person's consent get their tokens elsewhere.
 */
export function credentialData(sandbox: Sandbox): Record<string, CredentialValues> {
	const origins = Object.fromEntries(ORIGINS.map((name) => [name, sandbox.origin(name)]));
	return Object.assign({}, ...records.map(([, record]) => record.credentials(origins))) as Record<
		string,
		CredentialValues
	>;
}
