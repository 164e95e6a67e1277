import type { IDataObject } from 'n8n-workflow';
import { wantedFor, type Wanted } from '../words/secretForms';
import { secretsOf, secretsSent, type KnowsFields } from './secretsOf';

/** The secrets of one connection: those in its credential, and those that its sign-in fetches on the way. */
export interface SecretsInUse {
	/** Takes down what a request was signed with. `ours` are the names of the headers that we put on it. */
	learn(sent: { headers?: object; auth?: object }, ours: ReadonlySet<string>): void;
	/** Whether a text is one of them, and nothing more. */
	has(text: string): boolean;
	/** What to look for in foreign words. Made when first needed: most runs show none. */
	wanted(): Wanted;
}

/** A run renews its token now and then; more are not kept. */
const MOST_LEARNED = 20;

export function secretsInUse(context: KnowsFields, type: string, credentials: IDataObject): SecretsInUse {
	const known = secretsOf(context, type, credentials);
	const learned = new Set<string>();
	let wanted: Wanted | undefined;
	const all = () => [...known, ...learned];
	const has = (text: string) => all().some((secret) => secret.trim() === text);
	return {
		learn(sent, ours) {
			for (const secret of secretsSent(sent, ours)) {
				if (has(secret.trim())) continue;
				if (learned.size === MOST_LEARNED) learned.delete([...learned][0]);
				learned.add(secret);
				wanted = undefined;
			}
		},
		has,
		wanted: () => (wanted ??= wantedFor(all())),
	};
}
