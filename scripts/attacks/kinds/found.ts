import { argumentsWith, largestFor, load, missingFor, usedUp } from '../found/feed';
import { findFunctions, type FoundFunction } from '../found/find';
import { hostileTexts } from '../found/texts';
import { measuredAgain } from '../measure';
import { row, type Row } from '../rows';

const MILLION = 1_000_000;
const WARM = 2_000;

/**
 * Every function that takes foreign text, by being found, with every hostile text: at 1 MB where as much gets in, and at the
 * largest that gets in that way. Each is warm by then, as in an n8n that runs. What can't be fed is a miss.
 */
export async function found(): Promise<Row[]> {
	const functions = findFunctions();
	const rows: Row[] = [];
	for (const one of functions) rows.push(...(await fed(one)));
	return rows;
}

async function fed(one: FoundFunction): Promise<Row[]> {
	const facts = { kind: 'function', way: `${one.name} (${one.file.replace('nodes/shared/', '')})` };
	const missing = missingFor(one);
	if (missing.length > 0) return [row({ ...facts, wrong: `can't be fed: ${missing.join('; ')}` })];
	const run = await load(one);
	const give = async (text: string) => await usedUp(() => run(...argumentsWith(one, text)), text);
	for (const { text } of hostileTexts(WARM)) await give(text).catch(() => undefined);
	const rows: Row[] = [];
	for (const length of [...new Set([Math.min(MILLION, largestFor(one)), largestFor(one)])]) {
		for (const { name, text } of hostileTexts(length)) {
			const size = `${length} of ${name}`;
			try {
				// The arguments are the attack's own work, and no hold of the function's.
				const { cost, value } = await measuredAgain(() => {
					const given = argumentsWith(one, text);
					return async () => await usedUp(() => run(...given), text);
				});
				rows.push(row({ ...facts, size, told: value, hold: cost.hold, seconds: cost.seconds }));
			} catch (cause) {
				rows.push(row({ ...facts, size, wrong: `threw ${String(cause).slice(0, 80)}` }));
			}
		}
	}
	return rows;
}
