import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest } from '../contract/api';
import { Refusal } from '../base/refusal';

/** One request on its way through redirects. */
export interface Hop {
	url: string;
	method: NonNullable<ApiRequest['method']>;
	/** JSON, or the text of a form. */
	body?: IDataObject | string;
	/** Whether credentials go with it. Once lost they do not come back, wherever the next redirect leads. */
	signedIn: boolean;
}

/** Whether the answer sends us elsewhere. 304 does not: it says that nothing changed. */
export function isRedirect(status: number): boolean {
	return [301, 302, 303, 307, 308].includes(status);
}

/**
 * The next request. Credentials stay behind when the origin changes, and only reading may be sent elsewhere.
 * @throws Refusal when the redirect leads nowhere, from https to http, or would carry data to another origin
 */
export function redirected(hop: Hop, status: number, location: string | undefined, service: string): Hop {
	const target =
		location !== undefined && URL.canParse(location, hop.url) ? new URL(location, hop.url) : undefined;
	if (target === undefined || !/^https?:$/.test(target.protocol)) {
		throw new Refusal(`${service} redirects to an address that is not usable`, CHECK);
	}
	const from = new URL(hop.url);
	if (from.protocol === 'https:' && target.protocol === 'http:') {
		throw new Refusal(`${service} redirects from https to plain http`, CHECK);
	}
	const asGet = status === 303 || (status < 303 && hop.method === 'POST');
	const stays = target.origin === from.origin;
	if (!stays && hop.method !== 'GET' && !asGet) {
		throw new Refusal(`${service} wants a change to be sent to another server`, CHECK);
	}
	return {
		url: target.href,
		method: asGet ? 'GET' : hop.method,
		body: asGet ? undefined : hop.body,
		signedIn: hop.signedIn && stays,
	};
}

const CHECK = 'Check the address in the credential: an exact one needs no redirect.';
