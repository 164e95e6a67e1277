/** Which fields are shown for which providers. */
import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import type { NodeKind, Provider } from '../contract';
import { all, isListed, listed, sharedValues, valuesOf } from './authentication';

/** Where conditions look: beside the field, or, for an entry of a collection, from the root of the node. */
type Root = '' | '/';

/** The fields that each provider contributes, shown for that provider only. */
export function fieldsOf(
	pick: (provider: Provider) => readonly INodeProperties[] | undefined,
	root: Root = '',
): INodeProperties[] {
	return all.flatMap((provider) =>
		(pick(provider) ?? []).map((field) => under(field, conditionOf(provider, root))),
	);
}

/** The same for entries of a collection. */
export function optionsOf(
	pick: (provider: Provider) => readonly INodeProperties[] | undefined,
): INodeProperties[] {
	return fieldsOf(pick, '/');
}

/** What each provider asks for in this node as in the others. */
export function everyNodeFields(node: NodeKind): INodeProperties[] {
	return fieldsOf(({ fields }) => fields.every?.(node));
}

/** What shows a field for all providers that can do something. */
export function shownWhere(can: (provider: Provider) => boolean, root: Root = ''): IDisplayOptions {
	const own = all.filter((provider) => !isListed(provider) && can(provider)).flatMap(valuesOf);
	const cannot = listed.filter((provider) => !can(provider));
	if (cannot.length === listed.length) return { show: { [`${root}authentication`]: own } };
	return {
		show: { [`${root}authentication`]: [...own, ...sharedValues] },
		hide: { [`${root}service`]: ['', ...cannot.map(({ name }) => name)] },
	};
}

/** A field under further conditions. */
export function under<Field extends { displayOptions?: IDisplayOptions }>(
	field: Field,
	...conditions: IDisplayOptions[]
): Field {
	const all = [...conditions, field.displayOptions ?? {}];
	const shown = Object.assign({}, ...all.map(({ show }) => show)) as object;
	const hidden = Object.assign({}, ...all.map(({ hide }) => hide)) as object;
	return {
		...field,
		displayOptions: {
			...(Object.keys(shown).length > 0 ? { show: shown } : {}),
			...(Object.keys(hidden).length > 0 ? { hide: hidden } : {}),
		},
	};
}

function conditionOf(provider: Provider, root: Root): IDisplayOptions {
	return {
		show: isListed(provider)
			? { [`${root}service`]: [provider.name] }
			: { [`${root}authentication`]: valuesOf(provider) },
	};
}
