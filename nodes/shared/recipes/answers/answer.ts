import { Refusal } from '../../base/refusal';
import type { Api, ApiRequest } from '../../contract/api';

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
	const { status, headers, body, elsewhere } = answer;
	if (BYTES.test(headers['content-type']?.trim() ?? '')) {
		body.close();
		return { status, headers, body: null, isArchive: true };
	}
	if (elsewhere === true) {
		body.close();
		throw unexpected(`${service} sent us to another server, which has no archive`);
	}
	const data = await api.data(answer);
	return { status, headers, body: data, isArchive: data === undefined };
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
