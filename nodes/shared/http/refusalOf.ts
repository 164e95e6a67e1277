import type { Api, StreamAnswer } from '../contract/api';
import { textOf } from './body';
import { quote, refusalFor, type Explain } from './explain';
import type { Refusal } from '../base/refusal';

/** Enough of an answer to quote from. */
const LARGEST_QUOTED = 16 * 1024;

/** The refusal for an answer that was asked for as one (`answers`), where a status means something of its own. */
export async function refusalOf(
	answer: StreamAnswer,
	api: Api,
	service: string,
	explain: Explain,
): Promise<Refusal> {
	const text = await textOf(answer.body, service, LARGEST_QUOTED, true).catch(() => '');
	return refusalFor(service, { status: answer.status, ...quote(text, api.redact) }, explain);
}
