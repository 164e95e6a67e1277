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

/** A state or a link is short. What is longer takes time to parse, in which nothing else runs. */
const LARGEST = 1024 * 1024;
const LONGEST_TEXT = 2_048;
const BYTES = /^(?:application\/(?:zip|x-zip|octet-stream|x-tar|gzip|x-gzip)|binary\/)/i;

/** Makes a call whose answer is data, or may turn out to be the archive. @throws Refusal */
export async function answerOf(api: Api, service: string, request: ApiRequest): Promise<RecipeAnswer> {
	const { status, headers, body, elsewhere } = await api.bytes({
		...request,
		headers: { Accept: 'application/json, */*;q=0.5', ...request.headers },
	});
	if (BYTES.test(headers['content-type']?.trim() ?? '')) {
		body.close();
		return { status, headers, body: null, isArchive: true };
	}
	if (elsewhere === true) {
		body.close();
		throw unexpected(`${service} sent us to another server, which has no archive`);
	}
	return { status, headers, body: dataIn(await textIn(body, service), service, api), isArchive: false };
}

async function textIn(body: BodyStream, service: string): Promise<string> {
	const parts: Uint8Array[] = [];
	let length = 0;
	for await (const part of body) {
		length += part.length;
		if (length > LARGEST) {
			body.close();
			throw unexpected(`${service} sent more than 1 MiB where data about the archive was expected`);
		}
		parts.push(part);
	}
	return Buffer.concat(parts).toString('utf8').trim();
}

function dataIn(text: string, service: string, api: Api): unknown {
	if (text === '') return null;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return plainText(text, service, api);
	}
}

function plainText(text: string, service: string, api: Api): string {
	if (!text.startsWith('<') && text.length <= LONGEST_TEXT) return text;
	throw unexpected(
		`${service} sent a web page where data was expected`,
		`It begins: "${api.shown(text.slice(0, LONGEST_TEXT), 120)}".`,
	);
}

/** The refusal for an answer that the recipe does not fit. */
export function unexpected(message: string, more = ''): Refusal {
	return new Refusal(
		message,
		`Check the address in the credential, and how the service is set up here. ${more}`.trim(),
		{
			code: 'UNEXPECTED_ANSWER',
			clean: true,
		},
	);
}
