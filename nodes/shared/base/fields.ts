import type { Fields } from '../contract';
import { entriesIn, unwrapped } from './list';
import { Refusal } from './refusal';

export type { Fields };

/** A text field, without surrounding space. A resource locator gives its value. */
export function textField(fields: Fields, name: string): string {
	const value = unwrapped(fields.get(name, ''));
	if (typeof value === 'string') return value.trim();
	return typeof value === 'number' ? String(value) : '';
}

/** A text field that has to be filled in. @throws Refusal naming the field by its label */
export function requiredText(fields: Fields, name: string, label: string): string {
	const value = textField(fields, name);
	if (value === '') {
		throw new Refusal(`${label} is empty`, `Fill in "${label}", or check the expression that is to fill it.`);
	}
	return value;
}

/** A number field. @throws Refusal when it is no number, or outside the limits */
export function numberField(
	fields: Fields,
	name: string,
	label: string,
	fallback: number,
	least = 0,
): number {
	const value = fields.get(name, fallback);
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number !== 'number' || !Number.isFinite(number) || number < least) {
		throw new Refusal(`${label} has to be a number of at least ${least}`, `Correct "${label}".`);
	}
	return number;
}

/** A switch. */
export function flag(fields: Fields, name: string): boolean {
	return fields.get(name, false) === true;
}

/**
 * A list: an array (from an expression), or text with one entry to a line or separated by commas.
 * Empty entries fall away. @throws Refusal when an entry is no text
 */
export function listField(fields: Fields, name: string, separator: RegExp = /[\n,]/): string[] {
	return entriesIn(fields.get(name, ''), separator).map((entry) => {
		if (typeof entry !== 'object') return String(entry).trim();
		throw new Refusal('A list in this node holds what is no text', `Correct the expression in "${name}".`);
	});
}
