import { createHash } from 'node:crypto';
import type { CredentialData } from '../../../test/engine/credentialsHelper';
import type { Engine } from '../../../test/engine/engine';
import type { Step } from '../../../test/engine/workflow';
import { SHORTEST, type Hidden } from '../../../test/leaks/search';
import type { Fault } from '../../../test/sandbox/core/faults';
import type { RecordedRequest } from '../../../test/sandbox/core/recording';

export type NodeName = 'Create' | 'Wait' | 'Download';
export const NODES: readonly NodeName[] = ['Create', 'Wait', 'Download'];

/** One provider with a service of its own to attack it from. */
export interface Stand {
	name: string;
	/** `http://127.0.0.1:port` by the server's name. */
	origins: Record<string, string>;
	/** Every request of every server. */
	requests: RecordedRequest[];
	fault(origin: string, fault: Fault): void;
	clearFaults(): void;
	/** A node, with parameters and options beside what it takes to work. */
	step(node: NodeName, options?: object): Step;
	credentials: CredentialData;
	/** Credentials for one run: tokens that work once are new in each. */
	credentialsNow(): Promise<CredentialData>;
	/** Nobody has asked the service for anything yet: jobs, records and faults are gone. */
	renew(): void;
	/** Set where only the request that fetches the token is attacked: the others are those of another stand. */
	onlySignIn?: true;
	close(): Promise<void>;
}

/** One request of a good run: what each attack puts itself in the place of. */
export interface Place {
	node: NodeName;
	origin: string;
	/** Matches the request, whatever its query. */
	match: RegExp;
	words: string;
}

/** A good run of a stand: what each node was given, and what it asked for. */
export interface GoodRun {
	places: Place[];
	/** What each node takes. */
	inputs: Record<NodeName, object>;
	/** Secrets and links that were seen on the way. */
	hidden: Hidden[];
	/** Secrets of the credential, and tokens that came of them. */
	keys: Hidden[];
}

/** Texts that open a door: password fields of the credential, what requests were signed with, links to other hosts. */
export function secretsOf(stand: Stand, engine: Engine): { hidden: Hidden[]; keys: Hidden[] } {
	const keys = new Map<string, string>();
	for (const [type, data] of Object.entries(stand.credentials)) {
		for (const { name, typeOptions } of engine.credentialTypes.get(type)?.properties ?? []) {
			const value = data[name];
			if (typeOptions?.password === true && typeof value === 'string') keys.set(value, `${type}.${name}`);
		}
	}
	const links = new Map<string, string>();
	for (const { headers, origin, url } of stand.requests) {
		const [, , key] = /^(bearer|basic|token)\s+(\S+)$/i.exec(headers.authorization ?? '') ?? [];
		if (key !== undefined) keys.set(key, `key that ${origin} was sent`);
		// A link with a query of its own lets in whoever has it.
		if (origin !== Object.keys(stand.origins)[0] && url.includes('?'))
			links.set(`${stand.origins[origin]}${url}`, `link to ${origin}`);
	}
	const named = (all: Map<string, string>) =>
		[...all].filter(([text]) => text.length >= SHORTEST).map(([text, name]) => ({ name, text }));
	return { hidden: [...named(keys), ...named(links)], keys: named(keys) };
}

/** Places are told apart by method and path, and each matches in every run, whatever token its path then holds. */
export function placeOf(node: NodeName, { method, origin, url }: RecordedRequest): Place {
	const parts = url.split('?')[0].split('/');
	const line = `${method} ${parts.map((part) => (isMinted(part) ? '*' : part)).join('/')}`;
	const path = parts.map((part) => (isMinted(part) ? '[^/?]+' : quoted(part))).join('/');
	const number = createHash('sha256').update(line).digest('hex').slice(0, 4);
	const match = new RegExp(`^${method} ${path}(?:\\?|$)`);
	return { node, origin, match, words: `${node}: ${method} ${origin} #${number}` };
}

/** Whether a part of a path is likely to be another one in each run: an id, or a token that opens one archive. */
function isMinted(part: string): boolean {
	return part.length >= 16 && /\d/.test(part);
}

function quoted(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
