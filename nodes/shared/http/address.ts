import { Refusal } from '../base/refusal';

/** What to do about an answer that no service of this kind gives. */
export const CHECK_ADDRESS =
	'Check the address in the credential: it may point to another server than the one meant.';

/** The address in a credential. @throws Refusal when it is none that requests can be sent to */
export function baseOf(address: string, service: string): URL {
	const url = URL.canParse(address.trim()) ? new URL(address.trim()) : undefined;
	if (
		url === undefined ||
		!/^https?:$/.test(url.protocol) ||
		url.username !== '' ||
		url.search !== '' ||
		url.hash !== ''
	) {
		throw new Refusal(
			`The address in the ${service} credential is not usable`,
			'Open the credential and enter the address as it stands in the browser, beginning with https:// and without a question mark.',
		);
	}
	return url;
}

/** A link from an answer. What an https service hands out must be https as well: a plain one could be read on the way. */
export function safeLink(link: string, base: URL, service: string): string {
	const url = URL.canParse(link) ? new URL(link) : undefined;
	const allowed = base.protocol === 'https:' ? ['https:'] : ['https:', 'http:'];
	if (url === undefined || !allowed.includes(url.protocol)) {
		throw new Refusal(
			`${service} sent a download link that is not usable`,
			'Ask for the archive again with Create Archive.',
		);
	}
	// As it came: Box's links end in `==`, and encoding them anew makes them unknown to Box.
	return link;
}

/**
 * Path and query of an address that the service gave us, below the base URL.
 * @throws Refusal when it leads away from the service
 */
export function pathBelow(base: URL, address: string, service: string): string {
	const url = URL.canParse(address) ? new URL(address) : undefined;
	const prefix = base.pathname.replace(/\/$/, '');
	if (url?.origin !== base.origin || !url.pathname.startsWith(`${prefix}/`)) {
		throw new Refusal(`${service} sent an address that leads elsewhere`, CHECK_ADDRESS);
	}
	return `${url.pathname.slice(prefix.length)}${url.search}`;
}
