import type { Place } from '../recipe';
import type { RecipeAnswer } from './answer';

const LONGEST_TEXT = 4_096;
/** Stands for any entry of a list. */
const ANY = '[*]';
const MOST_ENTRIES = 1_000;
const IN_BRACES = /\{{1,2}([^{}]{1,200})\}{1,2}/g;

/** What stands at a place of an answer; undefined where nothing does. Only an object's own members are seen. */
export function valueAt({ headers, body }: Pick<RecipeAnswer, 'headers' | 'body'>, place: Place): unknown {
	const header = /^header:\s*([\w-]+)$/i.exec(place.trim())?.[1];
	if (header !== undefined) return headers[header.toLowerCase()];
	return standing(body, partsOf(place.trim())) ?? standing(body, partsOf(asOthers(place.trim())));
}

/**
 * For a place where nothing stands because a list is on the way: the same place in the first entry of the list. Undefined where
 * there is no such list.
 */
export function inFirstEntry({ body }: Pick<RecipeAnswer, 'body'>, place: Place): Place | undefined {
	const parts = partsOf(asOthers(place.trim()));
	const at = [...parts, ''].findIndex((_part, end) => Array.isArray(below(body, parts.slice(0, end))));
	if (at === -1 || /^(?:\d+|\[\*\])$/.test(parts[at] ?? '')) return undefined;
	return [`${parts.slice(0, at).join('.')}[0]`, ...parts.slice(at)].join('.');
}

/**
 * Where something stands that has the last name of a place, in letters of any case: what is deepest last. Undefined where nothing
 * does.
 */
export function namesake({ body }: Pick<RecipeAnswer, 'headers' | 'body'>, place: Place): Place | undefined {
	const wanted = partsOf(asOthers(place.trim())).at(-1)?.toLowerCase();
	// Each is looked into in its turn, and puts what is in it at the end.
	const met: Array<readonly [Place, unknown]> = [['', body]];
	for (const [at, value] of met) {
		for (const [name, entry] of membersOf(value, MOST_ENTRIES - met.length)) {
			const found = `${at}${name}`;
			if (name.toLowerCase() === `.${wanted}` && asText(entry) !== null) return found.replace(/^\./, '');
			met.push([found, entry]);
		}
	}
	return undefined;
}

/** What is in a value, as a place goes on: members with a plain name, and the first entry of a list. */
function membersOf(value: unknown, most: number): Array<readonly [string, unknown]> {
	if (most <= 0 || typeof value !== 'object' || value === null) return [];
	if (Array.isArray(value)) return value.slice(0, 1).map((entry: unknown) => ['[0]', entry] as const);
	return Object.keys(value)
		.slice(0, most)
		.filter((name) => /^[\w-]{1,60}$/.test(name))
		.map((name) => [`.${name}`, (value as Record<string, unknown>)[name]] as const);
}

function standing(body: unknown, parts: readonly string[]): unknown {
	const any = parts.indexOf(ANY);
	if (any === -1) return below(body, parts);
	return chosen(below(body, parts.slice(0, any)), parts.slice(any + 1));
}

/** A place that others write `$.data.id`, `data["id"]` or `data/id`, as it is written here. */
function asOthers(place: string): string {
	const plain = place.replace(/^\$(?:json)?(?=[.[])/, '').replace(/\[(["'])([^"'\]]+)\1\]/g, '.$2');
	return plain.includes('/') ? `/${plain.replace(/^\//, '')}` : plain.replace(/^\./, '');
}

function below(start: unknown, parts: readonly string[]): unknown {
	let value = start;
	for (const part of parts) {
		if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
		value = (value as Record<string, unknown>)[part];
	}
	return value ?? undefined;
}

/** Of what stands there in each entry of a list: the first that is a ZIP by its name, else the first of all. */
function chosen(list: unknown, parts: readonly string[]): unknown {
	if (!Array.isArray(list)) return undefined;
	const found = list
		.slice(0, MOST_ENTRIES)
		.map((entry) => below(entry, parts))
		.filter((value) => asText(value) !== null);
	return found.find((value) => /\.zip$/i.test((asText(value) ?? '').split(/[?#]/)[0])) ?? found[0];
}

/**
 * The text, number or switch at a place, as text of a bounded length; null where there is none. A place with braces is made
 * up of several: `{hosts.0}{path}`.
 */
export function textAt(answer: Pick<RecipeAnswer, 'headers' | 'body'>, place: Place): string | null {
	if (!place.includes('{')) return asText(valueAt(answer, place));
	let isWhole = true;
	const text = place.replace(IN_BRACES, (_all, inner: string) => {
		const part = asText(valueAt(answer, inner));
		isWhole &&= part !== null;
		return part ?? '';
	});
	return isWhole ? text : null;
}

/** Whether something stands at a place: `false`, an empty text and what has nothing in it are nothing. */
export function isAt(answer: Pick<RecipeAnswer, 'headers' | 'body'>, place: Place): boolean {
	const value = valueAt(answer, place);
	if (typeof value === 'object') return Object.keys(value ?? {}).length > 0;
	return value !== false && textAt(answer, place) !== null;
}

/** The number of at least 0 at a place, given as a number or in digits; null where there is none. */
export function numberAt(answer: Pick<RecipeAnswer, 'headers' | 'body'>, place: Place | null): number | null {
	const text = place === null ? null : asText(valueAt(answer, place));
	if (text === null || !/^\d{1,15}(?:\.\d+)?%?$/.test(text)) return null;
	return Number.parseFloat(text);
}

/** `/data/0/id` (RFC 6901), `data.0.id` or `data[0].id`; `data[*].id` for whichever entry is a ZIP. */
function partsOf(place: string): string[] {
	if (place === '') return [];
	if (!place.startsWith('/')) {
		return place
			.replace(/(?<!^|\.)\[(?=(?:\d{1,9}|\*)\])/g, '.[')
			.split('.')
			.map((part) => /^\[(\d+)\]$/.exec(part)?.[1] ?? part);
	}
	return place
		.slice(1)
		.split('/')
		.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function asText(value: unknown): string | null {
	// A number with more digits than JavaScript keeps has become another one, and as an id it would name another job.
	if (Number.isInteger(value) && !Number.isSafeInteger(value)) return null;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	if (typeof value !== 'string') return null;
	const text = value.trim();
	return text === '' || text.length > LONGEST_TEXT ? null : text;
}
