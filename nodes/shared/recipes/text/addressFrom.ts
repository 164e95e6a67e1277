import type { Api } from '../../contract/api';
import { entered } from '../../http/address';

/**
 * An address out of an answer, whole: one that is not absolute counts from the base URL on, or from a path below it. What can't be
 * an address stays as it is. Letters of another case, and a port that goes without saying, make no other host.
 * `isBelow`: the credential is for it. `isBeside`: it is on the host of the credential, and not below its base URL.
 */
export function addressFrom(
	address: string,
	api: Api,
	path = '',
): { href: string; isBelow: boolean; isBeside: boolean } {
	const given = `${entered(api.setting('baseUrl'))}/`;
	const base = URL.canParse(given) ? new URL(given).href : undefined;
	const from = base === undefined ? base : new URL(path.replace(/^\/+/, ''), base).href;
	const href = URL.canParse(address, from) ? new URL(address, from).href : address;
	const isBelow = base !== undefined && href.startsWith(base);
	const isHere = base !== undefined && URL.canParse(href) && new URL(href).origin === new URL(base).origin;
	return { href, isBelow, isBeside: isHere && !isBelow };
}
