import type { ForeignText, ForeignValue } from '../contract/api';
import { Refusal } from '../base/refusal';

/** What to do about an answer that no service of this kind gives. */
export const CHECK_ADDRESS =
	'Check the address in the credential: it may point to another server than the one meant.';

/** Servers take 8 or 16 KiB. A longer path is none, and reading it takes time. */
const LONGEST_PATH = 64 * 1024;

/** Undone more often, nobody reads a path. */
const MOST_LAYERS = 3;

/** The address in a credential. @throws Refusal when it is none that requests can be sent to */
export function baseOf(address: ForeignText, service: string): URL {
	const text = address.trim();
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (url !== undefined && hasUser(url)) {
		throw new Refusal(
			`The address in the ${service} credential holds a user name or a password`,
			'Enter the address without them, and put them into the fields of a credential that has such fields.',
			{ code: 'BAD_ADDRESS', clean: true },
		);
	}
	if (url === undefined || !/^https?:$/.test(url.protocol) || /[\s\p{Cc}\\?#]/u.test(text)) {
		throw new Refusal(
			`The address in the ${service} credential is not usable`,
			'Open the credential and enter the address as the field there shows it, beginning with https:// and without a question mark.',
			{ code: 'BAD_ADDRESS', clean: true },
		);
	}
	return url;
}

/** A link from an answer. What an https service hands out must be https as well: a plain one could be read on the way. */
export function safeLink(link: ForeignText, base: URL, service: string): string {
	const url = URL.canParse(link) ? new URL(link) : undefined;
	const allowed = base.protocol === 'https:' ? ['https:'] : ['https:', 'http:'];
	// Clients read a backslash each in their own way.
	if (url === undefined || !allowed.includes(url.protocol) || hasUser(url) || /^[^?]*\\/.test(link)) {
		throw new Refusal(`${service} sent a download link that is not usable`, 'Ask for the archive again.', {
			code: 'BAD_ADDRESS',
			clean: true,
		});
	}
	// As it came: Box's links end in `==`, and encoding them anew makes them unknown to Box.
	return link;
}

/** An address as a user entered it, without space around it and slashes at its end. */
export function entered(address: ForeignValue): string {
	const text = typeof address === 'string' ? address.trim() : '';
	let end = text.length;
	while (text[end - 1] === '/') end -= 1;
	return text.slice(0, end);
}

/** The address of a call: a path below the base, which may have a query of its own. @throws Refusal when the path leads out of where it says */
export function addressBelow(base: URL, path: ForeignText, query: string, service: string): string {
	const prefix = prefixOf(base);
	const joined = path.includes('?') ? query.replace('?', '&') : query;
	const address = `${base.origin}${prefix}${path}${joined}`;
	const url = path.length <= LONGEST_PATH && URL.canParse(address) ? new URL(address) : undefined;
	// `..` as an id would name another call: what the URL says has to be what was meant.
	const [bare] = path.split('?');
	if (url === undefined || written(url.pathname) !== written(`${prefix}${bare}`) || !isBelow(base, url)) {
		throw new Refusal(
			`One of the values would lead to another place on ${service}`,
			'Check the ids and paths of this node: none of them may be two dots, or hold them between slashes.',
			{ code: 'BAD_INPUT', clean: true },
		);
	}
	return address;
}

/** A path as it goes over the line: a space or an umlaut in what was typed leads nowhere else. */
function written(path: string): string {
	return path.replace(/[^\x21-\x7e\p{Cs}]|["<>^`{|}]/gu, encodeURIComponent);
}

/**
 * Path and query of an address that the service gave us, below the base URL.
 * @throws Refusal when it leads away from the service
 */
export function pathBelow(base: URL, address: ForeignText, service: string): string {
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (url === undefined || !isBelow(base, url)) {
		throw new Refusal(`${service} sent an address that leads elsewhere`, CHECK_ADDRESS, {
			code: 'BAD_ADDRESS',
			clean: true,
		});
	}
	return `${url.pathname.slice(prefixOf(base).length)}${url.search}`;
}

/** Whether an address is one that credentials may go to: of the base's origin, below its path, and without detours. */
export function isBelow(base: URL, url: URL): boolean {
	const prefix = prefixOf(base);
	return (
		url.origin === base.origin &&
		!hasUser(url) &&
		url.pathname.startsWith(`${prefix}/`) &&
		!leadsUp(url.pathname.slice(prefix.length))
	);
}

/** Whether an address carries a user name or a password. */
export function hasUser({ username, password }: URL): boolean {
	return username !== '' || password !== '';
}

/** Dots that a server may take for "one up" once it has undone `%2f` or `%252e`. */
function leadsUp(path: string): boolean {
	let text = path;
	for (let layer = 0; layer <= MOST_LAYERS; layer++) {
		if (text.split(/[/\\]/).some((part) => /^\.{1,2}(?:;|$)/.test(part))) return true;
		const undone = text
			.replace(/%25/g, '%')
			.replace(/%2e/gi, '.')
			.replace(/%2f/gi, '/')
			.replace(/%5c/gi, '\\');
		if (undone === text) return false;
		text = undone;
	}
	return true;
}

function prefixOf(base: URL): string {
	return base.pathname.replace(/\/$/, '');
}
