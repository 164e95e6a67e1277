import { textField } from '../../base/fields';
import { Refusal } from '../../base/refusal';
import { recordIn, recordsIn, type Untrusted } from '../../base/untrusted';
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
	/** Names and values of an entry of "More About the Service". */
	pairs(name: string): Record<string, string>;
	isOn(name: string): boolean;
}

/** The fields, read from the node in each call: what a handle must not decide. */
export function enteredIn(fields: Fields): Entered {
	const collection = recordIn(fields.get('otherServiceMore', {}));
	const more = (name: string) => {
		const value = collection[name];
		return typeof value === 'string' || typeof value === 'number'
			? String(value).trim() || undefined
			: undefined;
	};
	return {
		text: (name) => textField(fields, `otherService${name}`) || undefined,
		more,
		words: (text) =>
			text
				?.split(/[\n,]/)
				.map((word) => word.trim())
				.filter((word) => word !== ''),
		pairs: (name) => Object.fromEntries(pairsIn(collection[name])),
		isOn: (name) => collection[name] === true,
	};
}

function pairsIn(value: unknown): Array<[string, string]> {
	return recordsIn(recordIn(value).entry).flatMap(({ name, value: entry }: Untrusted) =>
		typeof name === 'string' && name.trim() !== '' ? [[name.trim(), String(entry ?? '')]] : [],
	);
}

/** A body, given as JSON or as a value of an expression. @throws Refusal when it is none */
export function templateIn(value: unknown, label: string): Template | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	if (typeof value === 'object') return value as Template;
	try {
		return JSON.parse(String(value)) as Template;
	} catch {
		return notJson(label);
	}
}

function notJson(label: string): never {
	throw new Refusal(
		`${label} is no JSON`,
		`Correct "${label}": texts stand in double quotes, and nothing may follow the last bracket.`,
	);
}
