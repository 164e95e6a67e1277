import type { IExecuteFunctions } from 'n8n-workflow';
import type { Fields } from '../base/fields';
import { unwrapped } from '../base/list';
import { recordIn } from '../base/untrusted';

const filledIn = new WeakMap<object, Readonly<Record<string, unknown>>>();

/** What is filled in, before any expression: kept for the run, since n8n copies the whole node whenever it is asked for it. */
export function filledInOf(context: IExecuteFunctions): Readonly<Record<string, unknown>> {
	const known = filledIn.get(context) ?? recordIn(context.getNode().parameters);
	filledIn.set(context, known);
	return known;
}

/** The fields of the node for one item. An entry of Options is found by its own name. */
export function nodeFields(context: IExecuteFunctions, itemIndex: number): Fields {
	// Each option is asked for by itself, and n8n would work all of them out each time, with every expression in them.
	let options: Readonly<Record<string, unknown>> | undefined;
	const saved = filledInOf(context);
	return {
		get input(): unknown {
			return context.getInputData().at(itemIndex)?.json;
		},
		get(name: string, fallback?: unknown): unknown {
			if (isPlain(saved[name])) return saved[name];
			// Without a fallback of its own n8n throws for fields that are hidden, or entries of Options.
			const value = context.getNodeParameter(name, itemIndex, null) as unknown;
			if (isResourceLocator(value)) {
				const byN8n = (): unknown =>
					context.getNodeParameter(name, itemIndex, fallback, { extractValue: true });
				return cutOut(value, byN8n);
			}
			if (value !== null) return value;
			// An option that fails is no matter of who asks for a field that is not among them: some ask before any item is begun.
			if (isWithout(saved.options, name)) return fallback;
			options ??= context.getNodeParameter('options', itemIndex, {}) as Record<string, unknown>;
			return options[name] ?? fallback;
		},
	};
}

/**
 * A pasted address gives its id only when n8n is told to cut it out. Where n8n finds none in it, the provider gets what was
 * pasted: its words say which address is meant, and n8n's do not.
 */
function cutOut(value: unknown, byN8n: () => unknown): unknown {
	try {
		return byN8n();
	} catch {
		return unwrapped(value);
	}
}

/**
 * Nothing for n8n to work out: it would give the same, after it has gone through all properties of the node to see whether one of
 * that name is to be validated. For forty fields of each item that is half a millisecond.
 */
function isPlain(value: unknown): boolean {
	return typeof value === 'string' ? !value.startsWith('=') : ['number', 'boolean'].includes(typeof value);
}

/** Whether the options are there as they were added, and this one was not. */
function isWithout(options: unknown, name: string): boolean {
	return typeof options === 'object' && options !== null && !Object.hasOwn(options, name);
}

function isResourceLocator(value: unknown): boolean {
	return typeof value === 'object' && value !== null && '__rl' in value;
}
