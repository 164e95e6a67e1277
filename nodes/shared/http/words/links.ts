import type { Mark } from './secrets';
import type { View } from './view';

/** A run without what stands around a link and never in one. Brackets do only around an address of IPv6. */
const TOKEN = /(?:[/@]\[[\da-f:.]{2,45}\]|[^\s"'<>()[\]{}`|])+/gi;
/** `?alf_ticket=`, `&X-Amz-Signature=`, `;jsessionid=`: what a query carries is a key often enough. */
const QUERY = /[?&][\w.~-]{1,64}=|;jsessionid=/i;

/**
 * Marks links: a signed link is a key, and the address of a container is one too. In every form: with a scheme, with `//`
 * alone, and a host or a path alone where a query follows.
 */
export function markLinks(view: View, mark: Mark): void {
	for (const { index, 0: token } of view.text.matchAll(TOKEN)) {
		const start = linkIn(token);
		if (start !== -1) mark(view.from[index + start], view.to[index + token.length - 1]);
	}
}

/** Where in a run of characters without space a link begins; -1 where there is none. */
function linkIn(token: string): number {
	const colon = token.indexOf('://');
	if (colon !== -1) return schemeStart(token, colon);
	const slashes = /(?:^|[=:,;])\/\/[\w[]/.exec(token);
	if (slashes !== null) return slashes[0].startsWith('//') ? slashes.index : slashes.index + 1;
	return QUERY.test(token) || /^www\.\w/i.test(token) ? 0 : -1;
}

function schemeStart(token: string, colon: number): number {
	let start = colon;
	while (start > 0 && /[a-z\d+.-]/i.test(token[start - 1])) start -= 1;
	return start;
}
