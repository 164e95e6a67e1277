import type { RecordedRequest } from '../sandbox/core/recording';

/** Shorter values ("true", "300") say nothing. */
const SHORTEST = 8;
const NAMED_LIKE_A_SECRET = /secret|password|key|token/i;

/** The servers that were asked, and what is known of them. */
export interface Asked {
	/** `http://127.0.0.1:port` of a server. */
	origin(name: string): string;
	/** Secrets of the credential, by the names that they have there. */
	secrets: unknown;
	/** Servers that let in whoever knows their address: what stands below one of a container, or is public. */
	open: readonly string[];
	/** What the user typed into the fields: it is no key, wherever it stands. */
	typed: readonly string[];
}

/** Every text in a value, its keys included, as it is and as a query or a path would spell it. */
export function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [...new Set([value, decoded(value)])];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) => [...textsIn(key), ...textsIn(inner)]);
}

/**
 * What in a handle would open an archive for anybody who holds the handle: links, addresses of the services, secrets of the
 * credential, and whatever the services were seen to accept instead of a sign-in.
 * @param requests of the nodes, with those for the bytes of the archive among them
 */
export async function openersIn(
	handle: unknown,
	asked: Asked,
	requests: readonly RecordedRequest[],
): Promise<string[]> {
	const texts = textsIn(handle);
	const origins = [...new Set(requests.map(({ origin }) => origin))];
	const hosts = origins.map((origin) => new URL(asked.origin(origin)).host);
	const secrets = secretsIn(asked.secrets).filter((secret) => secret.length >= SHORTEST);
	const shown = presented(requests, secrets, asked.open).filter((text) => !asked.typed.includes(text));
	const keys = [...secrets, ...shown, ...hosts];
	const closed = origins.filter((origin) => !asked.open.includes(origin)).map(asked.origin);
	const found = texts.flatMap((text) => [
		...(/\bhttps?:/i.test(text) ? [`a link: ${text}`] : []),
		...(/[?&;][\w.~-]*(?:sig|token|key|credential|expires|policy)[\w.~-]*=/i.test(text)
			? [`a signed query: ${text}`]
			: []),
		...keys.filter((key) => text.includes(key)).map((key) => `${key} in ${text}`),
	]);
	for (const address of addressesFrom(texts, closed)) {
		if (await givesArchive(address)) found.push(`an archive behind ${address}`);
	}
	return found;
}

/** Texts that are addresses by themselves, and texts as paths below other addresses. */
function addressesFrom(texts: string[], origins: string[]): string[] {
	const whole = texts.flatMap((text) => [text, `http:${text}`, `http://${text}`]);
	const below = origins.flatMap((origin) => texts.map((text) => `${origin}/${text.replace(/^\/+/, '')}`));
	return [...new Set([...whole, ...below])].filter(
		(text) => /^http:\/\/127\.0\.0\.1:\d+\//.test(text) && URL.canParse(text),
	);
}

async function givesArchive(address: string): Promise<boolean> {
	const answer = await fetch(address);
	const bytes = Buffer.from(await answer.arrayBuffer());
	return bytes.subarray(0, 2).toString() === 'PK';
}

function secretsIn(value: unknown, name = ''): string[] {
	if (typeof value === 'string') return NAMED_LIKE_A_SECRET.test(name) ? [value] : [];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) => secretsIn(inner, key));
}

/** What requests carried to be let in: a sign-in, or a link whose query is the key, or whose path is where it has no query. */
function presented(
	requests: readonly RecordedRequest[],
	secrets: readonly string[],
	open: readonly string[],
): string[] {
	const found = requests.flatMap(({ origin, url, headers }) => {
		const { authorization, cookie } = headers;
		if (authorization !== undefined || cookie !== undefined)
			return [authorization?.split(' ').at(-1) ?? '', cookie ?? ''];
		// A key in a header of its own is a sign-in, too.
		const signedIn = Object.values(headers).some((value) =>
			secrets.some((secret) => String(value).includes(secret)),
		);
		if (signedIn || open.includes(origin)) return [];
		const { pathname, searchParams } = new URL(url, 'http://any');
		return searchParams.size > 0 ? [...searchParams.values()] : pathname.split('/').map(decoded);
	});
	return found.filter((text) => text.length >= SHORTEST);
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
