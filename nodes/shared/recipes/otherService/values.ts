import { unwrapped } from '../../base/list';
import { Refusal } from '../../base/refusal';
import { recordIn, recordsIn } from '../../base/untrusted';
import type { Fields } from '../../contract';
import { valuesIn, type RecipeRequest } from '../request';

const TAKEN = /^(?:id|create|look)(?:\.|$)/;

/** The Values of Create Archive. An expression may give a list or a number. @throws Refusal naming one that is none */
export function valuesFrom(fields: Fields): RecipeRequest['values'] {
	const rows = recordsIn(recordIn(fields.get('otherServiceValues', {})).value);
	const named = rows.flatMap(({ name, value }) => {
		const label = String(name ?? '').trim();
		if (label === '') return [];
		if (TAKEN.test(label) || !/^[A-Z][\w-]{0,99}$/i.test(label)) {
			throw new Refusal(
				`"${label.slice(0, 60)}" can't be the name of a value`,
				'Use letters, digits, hyphens and underscores, with a letter first. "id", "create" and "look" have a meaning of their own.',
			);
		}
		return [[label, unwrapped(value) ?? ''] as const];
	});
	return valuesIn(Object.fromEntries(named));
}
