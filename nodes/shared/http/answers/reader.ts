import type { Explain, Provider } from '../../contract';
import type { BodyStream, ForeignText, StreamAnswer } from '../../contract/api';
import { Foreign } from '../../base/foreign';
import type { Refusal } from '../../base/refusal';
import type { Clock } from '../clock';
import {
	inPieces,
	kindOf,
	notJson,
	quoteOf,
	refusalFor,
	stalled,
	tooLarge,
	tooMuch,
	type RefusedFacts,
} from '../refusals';
import type { Shown } from '../words/shown';
import { REFUSED_BYTES, STATUS, type AnswerLimit } from './limits';
import { parseJson } from './parseJson';
import { beginningOf, plainText, wholeOf } from './text';

/** What it takes to read answers of one service. */
export interface Reading {
	provider: Pick<Provider, 'displayName' | 'wordsIn'>;
	clock: Clock;
	/** Milliseconds. */
	stallAfter: number;
	shown: Shown;
}

/** Reads answers that are no archive: what they say, or why they were refused. */
export interface AnswerReader {
	/**
	 * What is in an answer that is read whole.
	 * @param plain whether it may be a short text instead of JSON, or a ZIP, for which there is nothing
	 * @param limit how much may be in it; by default as much as in a state, a link or an order
	 * @throws Refusal when it is neither, too large, or not there in time; Stopped
	 */
	data(body: BodyStream, plain: boolean, limit?: AnswerLimit): Promise<unknown>;
	/**
	 * Why an answer is none that was hoped for. Only the service itself is quoted: what another host says, to which a link or a
	 * redirect led, is nobody's business. @throws Stopped
	 */
	refused(
		answer: Pick<StreamAnswer, 'status' | 'body' | 'elsewhere'> & Partial<StreamAnswer>,
		explain: Explain | undefined,
		facts?: RefusedFacts,
	): Promise<Refusal>;
}

export function answerReader({ provider, clock, stallAfter, shown }: Reading): AnswerReader {
	const service = provider.displayName;

	/** An answer that is read whole has to be there in the time that a silence may last. */
	async function inTime<Result>(reading: Promise<Result>, body: BodyStream): Promise<Result> {
		return await clock.within(
			reading,
			stallAfter,
			() => body.close(),
			() => stalled(service, stallAfter),
		);
	}

	return {
		async data(body, plain, limit = STATUS) {
			const words = await inTime(wholeOf(body, limit.bytes, plain), body);
			if (words === 'archive') return undefined;
			if (words === 'bytes') throw tooLarge(service, limit.bytes);
			if (words === 'pieces') throw inPieces(service);
			const parsed = await parseJson(words, limit);
			// As an id a number would lose what it is written with.
			if ('value' in parsed)
				return plain && typeof parsed.value === 'number' ? plainText(words) : parsed.value;
			// In a page or a table, commas and brackets are no values.
			if (parsed.because !== 'not JSON' && kindOf(words) === 'data') throw tooMuch(service);
			const text = plain ? plainText(words) : null;
			if (text === null) throw notJson(service, words, shown);
			return text;
		},
		async refused({ status, body, elsewhere, headers = {} }, explain, facts = {}) {
			const nothing = { status, code: '', words: '' };
			if (elsewhere === true) {
				body.close();
				return refusalFor(service, nothing, explain, facts);
			}
			const words = await inTime(beginningOf(body, REFUSED_BYTES), body).catch(async (reason: unknown) =>
				clock.signal?.aborted ? await Promise.reject(reason) : null,
			);
			if (words === null) return refusalFor(service, nothing, explain, facts);
			const page = kindOf(words) === 'page';
			const said = Foreign.wholeOf(words) === '' ? inHeader(headers['www-authenticate'] ?? '') : words;
			const quoted = quoteOf(said, shown, provider.wordsIn);
			return refusalFor(service, { status, ...quoted }, explain, { ...facts, page });
		},
	};
}

/** What stands where a token does not do, and nothing in the body says so (RFC 6750, 3). */
function inHeader(challenge: ForeignText): string {
	const text = Foreign.beginningOf(challenge);
	const [code, message] = ['error', 'error_description'].map(
		(name) => new RegExp(`\\b${name}="([^"]+)"`).exec(text)?.[1],
	);
	return JSON.stringify({ code, message });
}
