/** Answers that are no archive, though their status says that all is well. */
import type { ArchiveContent } from '../contract';
import type { Api, StreamAnswer } from '../contract/api';
import { Refusal } from '../base/refusal';
import { quoteOf } from '../http/refusals';
import { FIRST_LOOK, type TextKind } from '../zip/format/firstBytes';
import { messageIn } from './firstBytes';
import { AGAIN } from './refusals';

/** Enough of a message to find its code and its words. */
const LARGEST_MESSAGE = 16 * 1024;

/** What is needed to tell of such an answer. */
export interface Sender extends Pick<ArchiveContent, 'linked' | 'mayBeWrong'> {
	service: string;
	api: Pick<Api, 'shown'>;
}

/** @throws Refusal for a status that brings no archive */
export function refuseWithoutBody(
	{ status, headers, body }: StreamAnswer,
	{ service, mayBeWrong }: Sender,
): void {
	if (status !== 202 && status !== 204) return;
	body.close();
	if (status === 204) {
		throw new Refusal(
			`${service} has nothing to send: it answered 204, which means without content`,
			'Check that the archive has files in it, then ask for it anew.',
			{ code: 'UNEXPECTED_ANSWER', status },
		);
	}
	const seconds = /^\d{1,9}$/.exec(headers['retry-after']?.trim() ?? '');
	const answered = `It answered 202${seconds === null ? '' : ` and asks to come back in ${seconds[0]} seconds`}.`;
	throw new Refusal(
		`${service} is still making the archive`,
		sentences(answered, mayBeWrong, 'Run the node again later, or wait for the archive before you read it.'),
		{ code: 'ARCHIVE_NOT_READY', status },
	);
}

/** The refusal for an archive without a single byte. */
export function emptyAnswer({ service }: Sender): Refusal {
	return new Refusal(`${service} sent an empty answer instead of the ZIP`, AGAIN, { code: 'NOT_A_ZIP' });
}

/** Passes the bytes on, once the first of them are known to be no message. @throws Refusal when they are one */
export async function* withoutMessages(answer: StreamAnswer, sender: Sender): AsyncGenerator<Uint8Array> {
	const begun = new Beginning();
	let judged = false;
	for await (const chunk of answer.body) {
		if (judged) {
			yield chunk;
			continue;
		}
		const message = begun.add(chunk);
		// Of a message as much as it takes to tell what it is, and what it says.
		if (message === undefined || (message !== null && begun.length < LARGEST_MESSAGE)) continue;
		if (message !== null) throw refusalFor(message, begun.whole(), sender, answer);
		judged = true;
		yield begun.whole();
	}
	if (judged || begun.length === 0) return;
	const { message } = begun;
	if (message) throw refusalFor(message, begun.whole(), sender, answer);
	yield begun.whole();
}

/** What an answer begins with. It may come byte by byte, so it is put together once, and looked at while that may tell more. */
class Beginning {
	/** What it is, as far as is known: see `messageIn`. */
	message: TextKind | null | undefined;
	length = 0;
	readonly #parts: Uint8Array[] = [];
	#first = Buffer.alloc(0);

	add(chunk: Uint8Array): TextKind | null | undefined {
		this.#parts.push(chunk);
		this.length += chunk.length;
		const missing = FIRST_LOOK - this.#first.length;
		if (missing > 0) {
			this.#first = Buffer.concat([this.#first, chunk.subarray(0, missing)]);
			this.message = messageIn(this.#first);
		}
		return this.message;
	}

	whole(): Uint8Array {
		return this.#parts.length === 1 ? this.#parts[0] : Buffer.concat(this.#parts, this.length);
	}
}

function refusalFor(message: TextKind, head: Uint8Array, sender: Sender, answer: StreamAnswer): Refusal {
	const { code, words } = wordsIn(head, sender, answer);
	const said = [code, words].filter((part) => part !== '').join(': ');
	return messageRefused(message, sender, said, code);
}

/** The refusal for a message. @param said the service's own words, where they may be shown */
export function messageRefused(
	message: TextKind,
	{ service, mayBeWrong }: Sender,
	said = '',
	code = '',
): Refusal {
	return new Refusal(
		`${service} sent ${message} instead of the ZIP`,
		sentences(
			message === 'a web page' ? undefined : mayBeWrong,
			'Check the values of this node, and the address in the credential.',
			said === '' ? undefined : `${service} says: "${said}".`,
		),
		{ code: 'NOT_A_ZIP', serviceCode: code === '' ? null : code },
	);
}

const sentences = (...parts: Array<string | undefined>): string =>
	parts.filter((part) => part !== undefined).join(' ');

/** The service's own code and words. Pages and XML may be anybody's, and what stands in a list is no word to us. */
function wordsIn(
	head: Uint8Array,
	{ api, linked }: Sender,
	{ elsewhere }: StreamAnswer,
): { code: string; words: string } {
	const text = Buffer.from(head).subarray(0, LARGEST_MESSAGE).toString('utf8').trim();
	const isOurs = linked !== true && elsewhere !== true && text.startsWith('{') && text.endsWith('}');
	return isOurs ? quoteOf(text, (foreign, longest) => api.shown(foreign, longest)) : { code: '', words: '' };
}
