import type { Api } from '../../contract/api';
import { entered } from '../../http/address';

/**
 * An address out of an answer, whole: one that is not absolute counts from the base URL on. What can't be an address stays as
 * it is. Letters of another case, and a port that goes without saying, make no other host.
 */
export function addressFrom(address: string, api: Api): { href: string; isBelow: boolean } {
	const given = `${entered(api.setting('baseUrl'))}/`;
	const base = URL.canParse(given) ? new URL(given).href : undefined;
	const href = URL.canParse(address, base) ? new URL(address, base).href : address;
	return { href, isBelow: base !== undefined && href.startsWith(base) };
}
