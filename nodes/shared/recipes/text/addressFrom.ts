import type { Api } from '../../contract/api';
import { entered } from '../../http/address';

/**
 * An address out of an answer, whole: one that is not absolute counts from the base URL on, or from a path below it. What can't be
 * an address stays as it is. Letters of another case, and a port that goes without saying, make no other host.
 */
export function addressFrom(address: string, api: Api, path = ''): { href: string; isBelow: boolean } {
	const given = `${entered(api.setting('baseUrl'))}/`;
	const base = URL.canParse(given) ? new URL(given).href : undefined;
	const from = base === undefined ? base : new URL(path.replace(/^\/+/, ''), base).href;
	const href = URL.canParse(address, from) ? new URL(address, from).href : address;
	return { href, isBelow: base !== undefined && href.startsWith(base) };
}
