/** What to do about a name that is none. */
export const NAME_ALONE = 'Enter the name alone, e.g. X-Api-Key, without a colon or spaces.';

/** Whether a header can be called so (RFC 9110, 5.6.2). n8n would fail without a word on any other. */
export function isHeaderName(name: string): boolean {
	return /^[\w!#$%&'*+.^`|~-]+$/.test(name);
}
