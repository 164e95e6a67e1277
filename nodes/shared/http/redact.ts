/**
 * Cuts what must never be shown out of words that come from outside: links (a signed link is a key, and a Hoody
 * address is one too), tokens, and every secret of the credential in use.
 */
export type Redact = (text: string) => string;

const LINK = /\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>)\]}]+/gi;
/** Key formats of the five services, and whatever follows an authorization scheme. */
const TOKEN = /\b(?:sk_live_|hdy_|TICKET_|eyJ)[A-Za-z0-9_.-]+|\b(Bearer|Basic)\s+[A-Za-z0-9+/=._~-]{6,}/g;
/** Shorter values ("admin", "default") are words of every day: cutting them out would garble the message. */
const SHORTEST_SECRET = 6;

/** A cutter that knows the given secrets beside the patterns that are always cut. */
export function redactor(secrets: readonly string[]): Redact {
	const known = secrets
		.filter((secret) => secret.length >= SHORTEST_SECRET)
		.sort((a, b) => b.length - a.length);
	return (text) => {
		let clean = text;
		for (const secret of known) {
			for (const form of new Set([secret, encodeURIComponent(secret)]))
				clean = clean.split(form).join('[hidden]');
		}
		return clean.replace(LINK, '[link hidden]').replace(TOKEN, '[hidden]');
	};
}

/** Every text in a credential that could open a door, and the host of every address in it. */
export function secretsOf(credentials: Record<string, unknown>): string[] {
	const found: string[] = [];
	const visit = (value: unknown, depth: number) => {
		if (typeof value === 'string') {
			found.push(value);
			if (/^https?:\/\//i.test(value) && URL.canParse(value)) found.push(new URL(value).host);
		} else if (typeof value === 'object' && value !== null && depth < 4) {
			for (const inner of Object.values(value)) visit(inner, depth + 1);
		}
	};
	visit(credentials, 0);
	return found;
}
