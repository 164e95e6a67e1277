import { Refusal } from '../../base/refusal';
import type { Api, ApiRequest, BodyStream } from '../../contract/api';

/** What a call answered: its data, or that bytes came instead. */
export interface RecipeAnswer {
	status: number;
	/** Names in lower case. */
	headers: Record<string, string>;
	/** Parsed JSON, or the text of a short answer (GBIF gives its keys so); null where there was none. */
	body: unknown;
	/** Whether the answer is no data but bytes. They were not read. */
	isArchive: boolean;
}

const BYTES = /^(?:application\/(?:zip|x-zip|octet-stream|x-tar|gzip|x-gzip)|binary\/)/i;

/** Makes a call whose answer is data, or may turn out to be the archive. @throws Refusal */
export async function answerOf(api: Api, service: string, request: ApiRequest): Promise<RecipeAnswer> {
	const answer = await api.bytes({
		...request,
		headers: { Accept: 'application/json, */*;q=0.5', ...request.headers },
	});
	const { status, headers, elsewhere } = answer;
	const isBytes = BYTES.test(headers['content-type']?.trim() ?? '');
	const { body, isJson } =
		isBytes && elsewhere !== true ? await begun(answer.body) : { body: answer.body, isJson: !isBytes };
	if (!isJson) {
		body.close();
		return { status, headers, body: null, isArchive: true };
	}
	if (elsewhere === true) {
		body.close();
		throw unexpected(`${service} sent us to another server, which has no archive`);
	}
	const data = await api.data({ ...answer, body });
	return { status, headers, body: data, isArchive: data === undefined };
}

/** The same body, and whether it begins as JSON: to storages that nobody told a type everything is bytes. */
async function begun(body: BodyStream): Promise<{ body: BodyStream; isJson: boolean }> {
	const chunks = body[Symbol.asyncIterator]();
	const first = await chunks.next();
	const text = first.done === true ? '' : Buffer.from(first.value.subarray(0, 9)).toString();
	async function* whole(): AsyncGenerator<Uint8Array> {
		for (let next = first; next.done !== true; next = await chunks.next()) yield next.value;
	}
	return {
		body: { [Symbol.asyncIterator]: whole, close: () => body.close() },
		isJson: /^\s*[[{]/.test(text),
	};
}

/** The refusal for an answer that the recipe does not fit. @param advice where it is the user's: which field to correct */
export function unexpected(message: string, more = '', advice?: string): Refusal {
	return new Refusal(
		message,
		advice ?? `Check the address in the credential, and how the service is set up here. ${more}`.trim(),
		{
			code: 'UNEXPECTED_ANSWER',
			clean: true,
		},
	);
}
