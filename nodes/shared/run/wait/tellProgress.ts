import type { IExecuteFunctions } from 'n8n-workflow';
import type { Look } from '../archives';
import { progressWords } from './progressWords';

/** The name of our one entry in the execution's custom data, of which n8n takes ten. */
const ENTRY = 'archives';
/** n8n cuts what is longer. */
const LONGEST_ENTRY = 255;

/**
 * Tells the person who watches a run how far the service is. While a node runs n8n has one way to say anything: the console
 * of the browser that started it. What was last seen also stands in the execution's custom data, and in the message when the
 * time is up.
 */
export function progressTo(
	context: IExecuteFunctions,
	service: string,
	itemIndex: number,
): (look: Look) => void {
	let last = '';
	return ({ handle: { progress } }) => {
		const words = progressWords(progress);
		if (words === '' || words === last) return;
		last = words;
		const line = `${service}, item ${itemIndex}: ${words}`;
		if (typeof context.sendMessageToUI === 'function') context.sendMessageToUI(line);
		keepProgress(context, line);
	};
}

/**
 * Keeps a line with the execution, where n8n shows it in its list and saves it when the execution waits, ends or fails. Versions
 * without it, and executions that keep no data, go without.
 */
export function keepProgress(context: IExecuteFunctions, line: string): void {
	try {
		const { customData } = context as Partial<Pick<IExecuteFunctions, 'customData'>>;
		customData?.set(ENTRY, line.slice(0, LONGEST_ENTRY));
	} catch {
		// It is said in other places too.
	}
}
