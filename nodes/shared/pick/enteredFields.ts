import type { ILoadOptionsFunctions } from 'n8n-workflow';
import type { Fields } from '../base/fields';
import { unwrapped } from '../base/list';
import { recordIn } from '../base/untrusted';

/** The fields of the node as they stand in the editor. What needs a run to get its value has none yet. */
export function enteredFields(context: Pick<ILoadOptionsFunctions, 'getCurrentNodeParameters'>): Fields {
	const all = recordIn(context.getCurrentNodeParameters());
	const options = recordIn(all.options);
	return {
		get(name, fallback) {
			const value = all[name] ?? options[name];
			return isExpression(unwrapped(value)) ? fallback : (value ?? fallback);
		},
	};
}

function isExpression(value: unknown): boolean {
	return typeof value === 'string' && value.startsWith('=');
}
