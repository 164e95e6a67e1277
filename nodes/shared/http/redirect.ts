import type { ForeignText } from '../contract/api';
import type { IDataObject } from 'n8n-workflow';
import type { Method } from '../contract/api';
import { hasUser, isBelow } from './address';
import { badRedirect, movedAway } from './refusals';

/** One request on its way through redirects. */
export interface Hop {
	url: string;
	method: Method;
	/** Sent as JSON, or as a form where it is a text. */
	body?: IDataObject | string;
	/** Whether credentials go with it. Once lost they do not come back, wherever the next redirect leads. */
	signedIn: boolean;
	/** Whether the service's own host answers. Words of others are never shown. */
	ofService: boolean;
}

/** What a redirect is judged by. */
export interface RedirectRules {
	service: string;
	/** Credentials go below this address only. */
	base: URL;
	/** Whether the call makes sense without the sign-in: the bytes of an archive may lie elsewhere, what a service says of it may not. */
	mayLeave: boolean;
	/** Whether addresses may be shown; the one of a container is a key. */
	mayName: boolean;
	/** Whether a text is a secret of the credential, or holds one. */
	isKey(text: string): boolean;
}

/** Whether the answer sends us elsewhere. 304 does not: it says that nothing changed. */
export function isRedirect(status: number): boolean {
	return [301, 302, 303, 307, 308].includes(status);
}

/**
 * The next request. Credentials stay behind as soon as a redirect leaves what the credential is for, and only reading may be
 * sent elsewhere.
 * @throws Refusal when the redirect leads nowhere, from https to http, carries a user name or a key, or takes a call elsewhere
 */
export function redirected(
	hop: Hop,
	status: number,
	location: ForeignText | undefined,
	rules: RedirectRules,
): Hop {
	const { service, base } = rules;
	const from = new URL(hop.url);
	const target = targetOf(location, from);
	if (target === undefined || !/^https?:$/.test(target.protocol)) throw badRedirect(service, 'nowhere');
	if (from.protocol === 'https:' && target.protocol === 'http:') throw badRedirect(service, 'to plain http');
	if (hasUser(target)) throw badRedirect(service, 'with a user name');
	const asGet = status === 303 || (status < 303 && hop.method === 'POST');
	const below = isBelow(base, target);
	const isSameOrigin = target.origin === from.origin;
	const mustStay =
		hop.method !== 'GET' ||
		(hop.signedIn &&
			(!rules.mayLeave ||
				// A service that moved, most often from http to https: without the sign-in it says no, and nobody would know why.
				(target.protocol !== from.protocol &&
					target.hostname === from.hostname &&
					target.pathname === from.pathname) ||
				// One that moved puts the query behind its new address as it came, with the key that stood in it; one that wants a
				// sign-in, the whole address as a value of its own.
				[target.href, ...target.searchParams.values()].some(rules.isKey)));
	if (mustStay && !(hop.signedIn ? below : isSameOrigin)) throw movedAway(rules, from, target);
	return {
		url: target.href,
		method: asGet ? 'GET' : hop.method,
		...(asGet || hop.body === undefined ? {} : { body: hop.body }),
		signedIn: hop.signedIn && below,
		ofService: hop.ofService && isSameOrigin,
	};
}

/** Servers send raw UTF-8 here, which Node reads as Latin-1. */
function targetOf(location: string | undefined, from: URL): URL | undefined {
	if (location === undefined || location === '') return undefined;
	const text = location.slice(0, LONGEST_LOCATION);
	const read = /[\x80-\xff]/.test(text) ? asUtf8(text) : text;
	return URL.canParse(read, from.href) ? new URL(read, from.href) : undefined;
}

/** Servers take lines of 8 KiB, and a few take twice that. */
const LONGEST_LOCATION = 16_384;

function asUtf8(text: string): string {
	const read = Buffer.from(text, 'latin1').toString('utf8');
	return read.includes('\ufffd') ? text : read;
}
