import { unwrapped } from '../../base/list';
import { Refusal } from '../../base/refusal';
import { recordIn, recordsIn } from '../../base/untrusted';
import type { Fields } from '../../contract';
import { isValue, valuesIn, type RecipeRequest } from '../request';

/** Of a value; three names are taken. */
const NAME = /^(?!(?:id|create|look)$)[A-Za-z][\w-]{0,99}$/;

/** The Values of Create Archive. An expression may give a list or a number. @throws Refusal naming one that is none */
export function valuesFrom(fields: Fields): RecipeRequest['values'] {
	const rows = recordsIn(recordIn(fields.get('otherServiceValues', {})).value);
	const named = rows.flatMap(({ name, value }) => {
		const label = String(name ?? '').trim();
		if (label === '') return [];
		if (!NAME.test(label)) {
			throw new Refusal(
				`"${label.slice(0, 60)}" can't be the name of a value`,
				'Use letters, digits, hyphens and underscores, with a letter first. "id", "create" and "look" have a meaning of their own.',
			);
		}
		const given = unwrapped(value) ?? '';
		if (!isValue(given)) {
			throw new Refusal(`The value "${label}" can't be used`, 'Give a text, a number, or a list of these.');
		}
		return [[label, given] as const];
	});
	return valuesIn(Object.fromEntries(named));
}
