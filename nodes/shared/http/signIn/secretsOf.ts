import type { IDataObject, INodeProperties } from 'n8n-workflow';

/** What reads the fields of a credential type; n8n's context does. */
export interface KnowsFields {
	getCredentialsProperties?(type: string): INodeProperties[];
}

/** What n8n keeps of a sign-in with OAuth2. */
const TOKENS = 'oauthTokenData';
/** Names of what in there is no key. */
const NO_KEYS = /^(?:token_type|tokenType|scope|expires.*|n8n_expires_at|resource)$/;

/**
 * The values of a credential that open a door: the fields that its type marks as passwords, and the tokens that n8n keeps
 * beside them. Other values are none: with all of them, `enterprise` was cut out of Box's own code.
 */
export function secretsOf(context: KnowsFields, type: string, credentials: IDataObject): string[] {
	const marked = passwordFields(context, type);
	const found = Object.entries(credentials)
		.filter(([name, value]) => typeof value === 'string' && value !== '' && marked(name))
		.map(([, value]) => String(value));
	const tokens = credentials[TOKENS];
	if (typeof tokens === 'object' && tokens !== null && !Array.isArray(tokens)) {
		for (const [name, value] of Object.entries(tokens))
			if (typeof value === 'string' && !NO_KEYS.test(name)) found.push(value);
	}
	return found;
}

/** A request after n8n has signed it. */
export interface Sent {
	headers?: object;
	auth?: object;
	url?: string;
}

/**
 * Secrets that n8n has put on a request by signing it: a token that was fetched a moment ago. One whose type is not Bearer it
 * puts into the address.
 */
export function secretsSent(sent: Sent, ours: ReadonlySet<string>): string[] {
	const found = [...(sent.url ?? '').matchAll(/[?&]access_token=([^&]+)/g)].map(([, token]) => token);
	for (const [name, value] of Object.entries(sent.headers ?? {}) as Array<[string, unknown]>) {
		if (typeof value !== 'string' || ours.has(name.toLowerCase())) continue;
		const [, scheme = '', key = ''] = /^(bearer|basic)\s+(\S+)$/i.exec(value) ?? [];
		if (key === '') found.push(value);
		else if (scheme.toLowerCase() === 'bearer') found.push(key);
		else found.push(...basicSecrets(key));
	}
	const { username, password } = (sent.auth ?? {}) as { username?: unknown; password?: unknown };
	// Name and password in one are what goes over the line: a service that echoes that in hex shows neither by itself.
	if (typeof password === 'string') {
		found.push(password, Buffer.from(`${String(username ?? '')}:${password}`).toString('base64'));
	}
	return found;
}

/** Basic is a name and a password, or (Alfresco's ticket) one key. The name is no secret. */
function basicSecrets(encoded: string): string[] {
	const text = Buffer.from(encoded, 'base64').toString('utf8');
	const colon = text.indexOf(':');
	return [encoded, colon === -1 ? text : text.slice(colon + 1)];
}

function passwordFields(context: KnowsFields, type: string): (name: string) => boolean {
	const fields = context.getCredentialsProperties?.(type);
	if (fields === undefined) return (name) => /pass|secret|token|key/i.test(name);
	const marked = new Set(
		fields.filter(({ typeOptions }) => typeOptions?.password === true).map(({ name }) => name),
	);
	return (name) => marked.has(name);
}
