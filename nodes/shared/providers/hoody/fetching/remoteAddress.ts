import { Refusal } from '../../../base/refusal';

/** A remote address as far as a handle may hold it. */
export interface RemoteAddress {
	/** Without user, password, query and fragment. */
	shown: string;
	/** Whether that is all of it, so that the same file can be asked for again. */
	whole: boolean;
	/** The last part of its path; empty where there is none. */
	name: string;
}

/**
 * Handles are saved in execution data, and a signed link is a key that lies in the query (or before the host). So they
 * hold the address without these parts, and say that it is not whole. Nothing is lost: no later node asks for the address
 * again, and who wants the file anew has the link where it came from.
 * @throws Refusal when it is no web address; it is not repeated in the words, since it may be signed
 */
export function remoteAddress(text: string): RemoteAddress {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (url === undefined || !/^https?:$/.test(url.protocol) || url.hostname === '') {
		throw new Refusal(
			text === '' ? 'URL is empty' : 'URL is no web address',
			'Enter the whole address of the file, beginning with https://.',
		);
	}
	const { origin, pathname, username, password, search, hash } = url;
	return {
		shown: `${origin}${pathname}`,
		whole: `${username}${password}${search}${hash}` === '',
		name: decoded(pathname.split('/').at(-1) ?? ''),
	};
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
