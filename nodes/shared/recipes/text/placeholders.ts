import { Refusal } from '../../base/refusal';

/** A value that a placeholder stands for. */
export type Value = string | number | ReadonlyArray<string | number>;

/** Looks a placeholder's name up; undefined where there is no such value. */
export type Values = (name: string) => Value | undefined;

/**
 * `{name}`, `{create.data[0].id}`, `{look.header:X-File}`, `{+folder}`. JSON in braces is no placeholder: names have no spaces or
 * quotes, and begin with a letter. A name in two braces is one of the service's own, and stays as it is: there the groups are
 * absent.
 */
const PLACEHOLDER =
	/\{\{[A-Z][^\s{}"]{0,99}\}\}|\{(\+?)([A-Z][\w.-]{0,99}|(?:create|look)\.[^\s{}"]{1,93})\}/gi;

/** Puts values into a text. @throws Refusal naming the placeholder that has none */
export function filled(
	template: string,
	values: Values,
	encode: (value: string, keepsSlashes: boolean) => string,
): string {
	return template.replace(PLACEHOLDER, (all: string, plus?: string, name?: string) =>
		name === undefined ? all : encode(textOf(valueOf(name, values)), plus === '+'),
	);
}

/** The value of a text that is one placeholder and nothing else; undefined for any other text. @throws Refusal */
export function wholeValue(template: string, values: Values): Value | undefined {
	const [[all, , name] = []] = template.matchAll(PLACEHOLDER) as Iterable<Array<string | undefined>>;
	return name === undefined || all !== template ? undefined : valueOf(name, values);
}

/** Names of all placeholders in a value, at any depth. */
export function placeholdersIn(value: unknown): string[] {
	if (typeof value === 'string')
		return [...value.matchAll(PLACEHOLDER)].flatMap(([, , name]: Array<string | undefined>) => name ?? []);
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(placeholdersIn) : [];
}

/** A value as text; a list with commas. */
export function textOf(value: Value): string {
	return typeof value === 'object' ? value.join(',') : String(value);
}

function valueOf(name: string, values: Values): Value {
	const value = values(name);
	if (value !== undefined) return value;
	throw new Refusal(
		`There is no value for {${name}}`,
		name === 'id'
			? 'Only a job has an ID. Where this node has the field "The Answer Is", set it to "A Job", as in the node that asks for the archive.'
			: 'Check the name in the braces: {id} for the ID of the job, the name of a value, or {create.…} and {look.…} with a place in the answer of that call. Braces that the service is to get are written twice: {{name}} is sent as {{name}}.',
	);
}
