import { recordIn, textIn, type Untrusted } from '../../base/untrusted';
import type { WordsIn } from '../../contract';

/** What a refusal is walked through for: a service may answer with anything. */
const MOST_VALUES = 200;
const DEEPEST = 6;
const MOST_WORDS = 4;
const LONGEST_WORDS = 200;
const LONGEST_NAME = 60;

const MESSAGES = [
	'message',
	'msg',
	'error_description',
	'description',
	'detail',
	'error_message',
	'errorMessage',
	'title',
];
/** Where services say what a message is about. */
const SUBJECTS = ['field', 'property', 'param', 'parameter', 'pointer', 'path'];
/** Around the errors, and no name of what is wrong. */
const AROUND =
	/^(?:_?errors?|details?|data|fields?|issues|problems|messages?|violations|(?:field|constraint)_?violations|invalid[-_]?params|non_field_errors|\d+)$/i;
/** What was sent, and what is for those who run the service: a refusal may echo keys in there. */
const UNSEEN =
	/request|header|cookie|input|query|body|config|debug|trace|stack|token|secret|passw|auth|credential|api_?key|links?$|ur[il]$|\bctx$|^meta$/i;

/**
 * The words of a refusal that stand deeper than the general guess looks: `{"products":["…"]}`, `{"errors":{"name":["…"]}}`,
 * `{"errors":[{"detail":"…"}]}`, `{"error":{"message":"…","details":[…]}}`. Undefined where there are none.
 */
export const wordsIn: WordsIn = (body) => {
	const found = new Set<string>();
	let left = MOST_VALUES;

	function add(subject: string, text: string): void {
		if (found.size >= MOST_WORDS) return;
		const words = text.trim().slice(0, LONGEST_WORDS);
		found.add(subject === '' ? words : `${subject}: ${words}`);
	}
	function walk(value: unknown, subject: string, depth: number, isWithin: boolean): void {
		if (--left < 0 || found.size >= MOST_WORDS) return;
		if (typeof value === 'string') {
			// A lone word is a code, a key or an id as often as not.
			if (isWithin && /\S\s+\S/.test(value.slice(0, LONGEST_WORDS))) add(subject, value);
			return;
		}
		if (typeof value !== 'object' || value === null || depth > DEEPEST) return;
		if (Array.isArray(value)) {
			for (const entry of value.slice(0, MOST_WORDS * 2)) walk(entry, subject, depth + 1, true);
			return;
		}
		const facts = recordIn(value);
		const about = subjectIn(facts) || subject;
		const message = textIn(facts, ...MESSAGES);
		if (message !== null) add(about, message);
		for (const name in facts) {
			if (--left < 0) return;
			if (!Object.hasOwn(facts, name) || UNSEEN.test(name.slice(0, LONGEST_NAME))) continue;
			const inner = facts[name];
			if (inner === message || (typeof inner === 'string' && MESSAGES.includes(name))) continue;
			const isAround = AROUND.test(name.slice(0, LONGEST_NAME));
			if (typeof inner === 'string' && (!isWithin || isSubject(name)) && !isAround) continue;
			walk(inner, isAround ? about : name.slice(0, LONGEST_NAME), depth + 1, isWithin || isAround);
		}
	}
	walk(body, '', 0, false);
	return found.size === 0 ? undefined : { words: [...found].join('; ') };
};

/** What an error is about: `field`, the last part of `loc` (FastAPI), or `source.pointer` (JSON:API). */
function subjectIn(facts: Untrusted): string {
	const { loc, source } = facts;
	const last: unknown = Array.isArray(loc) ? loc.at(-1) : undefined;
	const named =
		typeof last === 'string' ? last : (textIn(facts, ...SUBJECTS) ?? textIn(recordIn(source), ...SUBJECTS));
	return (named ?? '').slice(0, LONGEST_NAME);
}

function isSubject(name: string): boolean {
	return SUBJECTS.includes(name) || name === 'code' || name === 'type' || name === 'id';
}
