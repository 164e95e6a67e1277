import type { IDataObject } from 'n8n-workflow';
import { wantedFor, type Wanted } from '../words/secretForms';
import { holdsSecret } from '../words/secrets';
import { secretsOf, secretsSent, type KnowsFields, type Sent } from './secretsOf';

/** The secrets of one connection: those in its credential, and those that its sign-in fetches on the way. */
export interface SecretsInUse {
	/** Takes down what a request was signed with. `ours` are the names of the headers that we put on it. */
	learn(sent: Sent, ours: ReadonlySet<string>): void;
	/** Whether a text is one of them, or holds one that is no word. */
	has(text: string): boolean;
	/** What to look for in foreign words. Made when first needed: most runs show none. */
	wanted(): Wanted;
}

/** A run renews its token now and then; more are not kept. */
const MOST_LEARNED = 20;

/**
 * What was made last in a run of a node: its items mostly have the same secrets, and for a token of two kilobytes making it takes
 * some milliseconds, which a hundred items paid a hundred times.
 */
const lastMade = new WeakMap<object, { secrets: string; wanted: Wanted }>();

function wantedIn(run: object, all: readonly string[]): Wanted {
	const secrets = JSON.stringify(all);
	const last = lastMade.get(run);
	if (last?.secrets === secrets) return last.wanted;
	const wanted = wantedFor(all);
	lastMade.set(run, { secrets, wanted });
	return wanted;
}

export function secretsInUse(context: KnowsFields, type: string, credentials: IDataObject): SecretsInUse {
	const known = secretsOf(context, type, credentials);
	const learned = new Set<string>();
	let all = known;
	let wanted: Wanted | undefined;
	const isOne = (text: string) => all.some((secret) => secret.trim() === text);
	return {
		learn(sent, ours) {
			for (const secret of secretsSent(sent, ours)) {
				if (isOne(secret.trim())) continue;
				if (learned.size === MOST_LEARNED) learned.delete([...learned][0]);
				learned.add(secret);
				all = [...known, ...learned];
				wanted = undefined;
			}
		},
		has: (text) => isOne(text) || holdsSecret(text, all),
		wanted: () => (wanted ??= wantedIn(context, all)),
	};
}
