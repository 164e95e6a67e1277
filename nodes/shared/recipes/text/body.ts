import type { QueryValues } from '../../contract/api';
import type { Template } from '../recipe';
import { filled, wholeValue, type Values } from './placeholders';

/** JSON with values in the place of placeholders. A member whose placeholder is empty falls away. @throws Refusal */
export function filledJson(template: Template, values: Values): unknown {
	if (typeof template === 'string') return wholeValue(template, values) ?? filled(template, values, asItIs);
	if (typeof template !== 'object' || template === null) return template;
	if (isList(template)) return template.map((entry) => filledJson(entry, values));
	const members = Object.entries(template).map(([name, value]) => [name, filledJson(value, values)] as const);
	return Object.fromEntries(members.filter(([name, value]) => value !== '' || template[name] === ''));
}

/** A query or a form. A list repeats its name, and a field whose placeholder is empty falls away. @throws Refusal */
export function filledQuery(template: QueryValues | undefined, values: Values): QueryValues {
	const filledIn = Object.entries(template ?? {}).flatMap(([name, value]) => {
		const entries = typeof value === 'string' ? [value] : value;
		const texts = entries.flatMap((entry) => {
			const whole = wholeValue(entry, values);
			if (whole === undefined) return [filled(entry, values, asItIs)];
			return (typeof whole === 'object' ? whole.map(String) : [String(whole)]).filter((text) => text !== '');
		});
		return texts.length === 0 ? [] : [[name, texts.length === 1 ? texts[0] : texts] as const];
	});
	return Object.fromEntries(filledIn);
}

/** Headers. What is no text is sent as JSON, and in ASCII, since headers hold nothing else. @throws Refusal */
export function filledHeaders(
	template: Readonly<Record<string, Template>> | undefined,
	values: Values,
): Record<string, string> {
	const headers = Object.entries(template ?? {}).flatMap(([name, value]) => {
		const text =
			typeof value === 'string'
				? filled(value, values, oneLine)
				: ascii(JSON.stringify(filledJson(value, values)));
		return text === '' ? [] : [[name, text] as const];
	});
	return Object.fromEntries(headers);
}

function ascii(json: string): string {
	return json.replace(
		/[\u007f-\uffff]/g,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}

/** A line break would begin another header; nothing but Latin letters gets through. */
function oneLine(value: string): string {
	return value.replace(/[^\x20-\x7e\xa0-\xff]+/g, ' ');
}

function asItIs(value: string): string {
	return value;
}

function isList(template: object): template is readonly Template[] {
	return Array.isArray(template);
}
