import type { IExecuteFunctions } from 'n8n-workflow';
import type { Look } from '../archives';
import { progressWords } from './progressWords';

/**
 * Tells the person who watches a run how far the service is. While a node runs n8n has one way to say anything: the console
 * of the browser that started it. What was last seen also stands in the message when the time is up.
 */
export function progressTo(
	context: IExecuteFunctions,
	service: string,
	itemIndex: number,
): (look: Look) => void {
	let last = '';
	return ({ handle: { progress } }) => {
		const words = progressWords(progress);
		if (words === '' || words === last || typeof context.sendMessageToUI !== 'function') return;
		last = words;
		context.sendMessageToUI(`${service}, item ${itemIndex}: ${words}`);
	};
}
