import type { IDataObject } from 'n8n-workflow';
import { badItem, Refusal } from '../base/refusal';
import { recordIn } from '../base/untrusted';
import type { ArchiveHandle } from '../contract';
import type { Value, Values } from './text/placeholders';

/** What a service is asked for by a recipe. Which call that becomes is never in here: the recipe knows, or the node. */
export interface RecipeRequest {
	/** Values that the calls are filled in with. */
	values: Record<string, Value>;
	/** What later calls need of the answer of `create`, by placeholder (`create.data.token`). */
	kept?: Record<string, string>;
	/** Set where the service has nothing to give. */
	isEmpty?: true;
}

/** Of a value, or of a place in an answer (`create.files[0].id`). */
const NAME = /^[A-Z][^\s{}"]{0,99}$/i;
const LONGEST_VALUE = 4_096;
const MOST_NAMES = 50;
const MOST_ENTRIES = 10_000;

/** The request in a handle, which anybody may have written. @throws Refusal */
export function parse({ values, kept, isEmpty }: IDataObject): RecipeRequest {
	const keptTexts = Object.entries(valuesIn(kept ?? {}));
	return {
		values: valuesIn(values ?? {}),
		...(keptTexts.length === 0
			? {}
			: { kept: Object.fromEntries(keptTexts.map(([name, value]) => [name, String(value)])) }),
		...(isEmpty === true ? { isEmpty } : {}),
	};
}

/** Values by name, each of a kind and size that a request has. @throws Refusal */
export function valuesIn(value: unknown): Record<string, Value> {
	const entries = Object.entries(recordIn(value));
	if (entries.length > MOST_NAMES) throw badHandle();
	return Object.fromEntries(
		entries.map(([name, entry]) => {
			if (!NAME.test(name) || !isValue(entry)) throw badHandle();
			return [name, entry];
		}),
	);
}

/** Whether a value is of a kind and size that a request has. */
export function isValue(value: unknown): value is Value {
	if (Array.isArray(value)) return value.length <= MOST_ENTRIES && value.every(isOne);
	return isOne(value);
}

function isOne(value: unknown): value is string | number {
	return typeof value === 'string' ? value.length <= LONGEST_VALUE : Number.isFinite(value);
}

/** What placeholders stand for: the id, values of the request, and what answers told. @param look what it found, by placeholder */
export function valuesFor(
	request: RecipeRequest,
	archive?: Pick<ArchiveHandle, 'archiveId'>,
	look: Readonly<Record<string, string>> = {},
): Values {
	return (name) => {
		if (name === 'id') return archive?.archiveId ?? undefined;
		const from: Record<string, Value> = name.startsWith('look.')
			? look
			: name.startsWith('create.')
				? (request.kept ?? {})
				: request.values;
		return Object.hasOwn(from, name) ? from[name] : undefined;
	};
}

function badHandle(): Refusal {
	return badItem('The archive item does not say what is asked for');
}
