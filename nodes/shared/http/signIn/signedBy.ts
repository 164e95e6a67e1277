import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

/** What is put on a request for the service to know who asks. */
type Signature = Partial<Record<'headers' | 'qs', Record<string, string>>> &
	Pick<IHttpRequestOptions, 'auth'>;

type Sign = (
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
) => Promise<IHttpRequestOptions>;

/**
 * How a credential type signs requests. Most types of n8n's say it in expressions; n8n evaluates each of them in a sandbox of
 * its own, for every request: 200 of them took a fifth longer.
 * @param signature from the texts of the credential's fields, as they were typed
 */
export function signedBy(signature: (field: (name: string) => string) => Signature): Sign {
	return async (credentials, request) => {
		const field = (name: string): string => {
			const value = credentials[name];
			return typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
		};
		const { headers, qs, auth } = signature(field);
		if (headers) request.headers = { ...request.headers, ...headers };
		if (qs) request.qs = { ...request.qs, ...qs };
		if (auth) request.auth = auth;
		return request;
	};
}

/** The header of a key that goes behind the word Bearer. Documents show both together, and so they are pasted. */
export function bearer(key: string): string {
	return `Bearer ${key.trim().replace(/^bearer\s+/i, '')}`;
}

/** A key behind the word Bearer. @param name of the field that holds it */
export function signedByBearer(name: string): Sign {
	return signedBy((field) => ({ headers: { Authorization: bearer(field(name)) } }));
}

/** The fields `user` and `password`, as Basic has them. A password may end in a space. */
export const signedByPassword: Sign = signedBy((field) => ({
	auth: { username: field('user').trim(), password: field('password') },
}));
