import type { Api, StreamAnswer } from '../contract/api';
import { beginningOf } from './answers/text';
import { quoteOf } from './refusals';
import { Refusal } from '../base/refusal';

/** Enough of a page or of a JSON answer to quote from. */
const LARGEST_QUOTED = 16 * 1024;
const TEXT = /^(?:text\/|application\/(?:\w+[.+-])*(?:json|xml|xhtml)\b)/i;

/**
 * Passes an answer on when it can be a ZIP. Services, and proxies before them, also say what went wrong with status
 * 200: as JSON, as XML or as a web page.
 * @throws Refusal with the first words of such an answer
 */
export async function expectArchive(answer: StreamAnswer, api: Api, service: string): Promise<StreamAnswer> {
	const type = answer.headers['content-type'] ?? '';
	if (!TEXT.test(type.trim())) return answer;
	const text = await beginningOf(answer.body, LARGEST_QUOTED).catch(() => '');
	const { code, words } = quoteOf(answer.elsewhere === true ? '' : text, (words, longest) =>
		api.shown(words, longest),
	);
	const said = [code, words].filter((part) => part !== '').join(': ');
	throw new Refusal(
		`${service} sent ${kindOf(type)} instead of the ZIP`,
		`Check the values of this node, and the address in the credential.${said === '' ? '' : ` ${service} says: "${said}".`}`,
		{ code: 'NOT_A_ZIP', serviceCode: code || null },
	);
}

function kindOf(type: string): string {
	if (/html/i.test(type)) return 'a web page';
	return /json/i.test(type) ? 'data' : 'text';
}
