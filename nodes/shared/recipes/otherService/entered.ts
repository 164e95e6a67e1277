import { textField } from '../../base/fields';
import { Refusal } from '../../base/refusal';
import { recordIn, recordsIn } from '../../base/untrusted';
import type { Fields } from '../../contract';
import type { Template } from '../recipe';

/** What the user entered for Other Service, field by field. */
export interface Entered {
	/** A text; undefined where nothing was entered. */
	text(name: string): string | undefined;
	/** The same for an entry of "More About the Service". */
	more(name: string): string | undefined;
	/** A list of words, given with commas or line breaks. */
	words(text: string | undefined): string[] | undefined;
	/** Names and values of an entry of "More About the Service"; a name that is entered several times has all its values. */
	pairs(name: string): Record<string, string[]>;
	isOn(name: string): boolean;
}

/** The fields, read from the node in each call: what a handle must not decide. */
export function enteredIn(fields: Fields): Entered {
	const collection = recordIn(fields.get('otherServiceMore', {}));
	const more = (name: string) => {
		const value = collection[name];
		return ['string', 'number', 'boolean'].includes(typeof value)
			? String(value).trim() || undefined
			: undefined;
	};
	return {
		text: (name) => textIn(fields, `otherService${name}`) || undefined,
		more,
		words: (text) =>
			text
				?.split(/[\n,]/)
				.map((word) => word.trim())
				.filter((word) => word !== ''),
		pairs: (name) => pairsIn(collection[name]),
		isOn: (name) => collection[name] === true,
	};
}

/** A state may be a switch, which an expression gives as one. */
function textIn(fields: Fields, name: string): string {
	const value = fields.get(name, '');
	return typeof value === 'boolean' ? String(value) : textField(fields, name);
}

/** Placeholders as other tools and many documents write them. Each went to the service as it is, which then did not find the job. */
const OTHERS = /(?<=\/):[a-z]\w*(?=\/|$)|<[\w-]+>|\$\{[^{}]*\}|(?<!\{)\{(?:\s+[\w.]+\s*|[\w.]+\s+)\}(?!\})/i;

/** A path whose placeholders are written as they are here. What stands in a query may be anything, GraphQL too. @throws Refusal */
export function pathIn(path: string): string {
	if (!OTHERS.test(path.split('?')[0])) return path;
	throw new Refusal(
		'A path holds a placeholder that is written in another way than here',
		'Write {id} for the ID of the job, and {name} for a value, in braces without spaces.',
	);
}

function pairsIn(value: unknown): Record<string, string[]> {
	const pairs = Object.create(null) as Record<string, string[]>;
	for (const { name, value: entry } of recordsIn(recordIn(value).entry)) {
		const label = String(name ?? '').trim();
		if (label !== '') (pairs[label] ??= []).push(...[entry].flat().map(oneText));
	}
	return pairs;
}

/** A value where only texts can stand: what has more in it stays JSON. */
export function oneText(value: unknown): string {
	return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
}

/** A body, given as JSON or as a value of an expression. @throws Refusal when it is none */
export function templateIn(value: unknown, label: string): Template | undefined {
	if ((value ?? '') === '') return undefined;
	if (typeof value === 'object') return value as Template;
	let template: unknown;
	try {
		template = JSON.parse(String(value));
	} catch {
		return notJson(label);
	}
	// Of a number or a switch alone n8n sends nothing.
	return ['number', 'boolean'].includes(typeof template) ? notJson(label) : (template as Template);
}

function notJson(label: string): never {
	throw new Refusal(
		`${label} is no JSON`,
		`Correct "${label}": texts stand in double quotes, and nothing may follow the last bracket.`,
	);
}
