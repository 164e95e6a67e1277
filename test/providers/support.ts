import { Refusal } from '../../nodes/shared/base/refusal';
import type { ArchiveContent, ArchiveHandle, Fields, Provider } from '../../nodes/shared/contract';
import type { Answer, Api, ApiRequest, LinkRequest, StreamAnswer } from '../../nodes/shared/contract/api';
import { Foreign } from '../../nodes/shared/base/foreign';
import { answerReader } from '../../nodes/shared/http/answers/reader';
import { clockOf } from '../../nodes/shared/http/clock';
import { refusalFor, timeIsUp } from '../../nodes/shared/http/refusals';
import {
	archiveJob,
	archiveOf,
	createArchive,
	lookAt,
	openArchive,
	worded,
	type Look,
} from '../../nodes/shared/run/archives';
import { createFound } from '../../nodes/shared/run/asking/findFirst';
import type { Session } from '../../nodes/shared/run/session';

/** What the service answers to one call: a status, a JSON body or bytes. */
export interface Reply {
	status?: number;
	body?: unknown;
	bytes?: string;
	headers?: Record<string, string>;
}

/** A call as a provider made it; links show as `LINK address`. */
export interface Call {
	line: string;
	body?: unknown;
	form?: unknown;
	headers?: Record<string, string>;
}

/** What is played beside the answers. */
export interface Stage {
	/** Fields of the credential that are no secrets. */
	settings?: Record<string, string>;
	/** A secret of the credential, which is never shown. */
	secret?: string;
}

/** A service that is played: `replies` by "METHOD /path?query", each a list that is used up but for its last. */
export interface PlayedApi extends Api {
	calls: Call[];
	/** Pauses that were asked for, in milliseconds. None is waited for. */
	pauses: number[];
	/** Bodies that were closed unread. */
	closed: number;
}

const BASE = 'https://service.example/api';

/** The transport, with its rules for statuses, above answers that are written down. */
export function playedApi(
	provider: Pick<Provider, 'displayName' | 'explain' | 'wordsIn'>,
	script: Record<string, Reply | Reply[]>,
	{ settings = {}, secret = 'no secret is known' }: Stage = {},
): PlayedApi {
	const left = new Map(
		Object.entries(script).map(([line, reply]) => [line, Array.isArray(reply) ? [...reply] : [reply]]),
	);

	function answer(
		line: string,
		request: Pick<ApiRequest, 'answers' | 'body' | 'form' | 'headers' | 'explain'>,
	): Reply & { status: number } {
		const { body, form, headers } = request;
		api.calls.push({
			line,
			...(body === undefined ? {} : { body }),
			...(form === undefined ? {} : { form }),
			...(headers === undefined ? {} : { headers }),
		});
		const queue = left.get(line);
		if (queue === undefined) throw new Error(`Nobody wrote down an answer to ${line}`);
		const reply = { status: 200, ...(queue.length > 1 ? queue.shift() : queue[0]) };
		if ((reply.status >= 200 && reply.status < 300) || request.answers?.includes(reply.status)) return reply;
		throw refused(reply.status, reply.body, request.explain);
	}

	function refused(status: number, body: unknown, explain = provider.explain): Refusal {
		const facts = (body ?? {}) as { code?: string; words?: string };
		const { code = '', words = '' } = { ...facts, ...provider.wordsIn?.(facts) };
		return refusalFor(provider.displayName, { status, code, words }, explain);
	}

	function streamed(reply: Reply & { status: number }): StreamAnswer {
		async function* body(): AsyncGenerator<Uint8Array> {
			yield await Promise.resolve(Buffer.from(reply.bytes ?? ''));
		}
		const close = () => {
			api.closed += 1;
		};
		return {
			status: reply.status,
			headers: reply.headers ?? {},
			body: { [Symbol.asyncIterator]: body, close },
		};
	}

	const reader = answerReader({
		provider,
		clock: clockOf(null, undefined, () => timeIsUp(provider.displayName)),
		stallAfter: 30_000,
		shown: (foreign, longest) => api.shown(foreign, longest),
	});
	const api: PlayedApi = {
		calls: [],
		pauses: [],
		closed: 0,
		deadline: null,
		async json(request: ApiRequest): Promise<Answer> {
			const { status, body = null, headers = {} } = answer(lineOf(request), request);
			return await Promise.resolve({ status, body, headers });
		},
		async bytes(request: ApiRequest): Promise<StreamAnswer> {
			return await Promise.resolve(streamed(answer(lineOf(request), request)));
		},
		data: async ({ body }) => await reader.data(body, true),
		async link(request: LinkRequest): Promise<StreamAnswer> {
			const url = typeof request.url === 'string' ? request.url : await request.url();
			return streamed(answer(`LINK ${url}`, request));
		},
		async refusal({ status, body }, explain) {
			if (!isStream(body)) return refused(status, body, explain);
			let text = '';
			for await (const part of body) text += Buffer.from(part).toString();
			return refused(status, wordsOfStorage(text), explain);
		},
		localPath(url: string): string {
			if (!url.startsWith(`${BASE}/`)) throw new Refusal('The address leads elsewhere', 'Check it.');
			return url.slice(BASE.length);
		},
		setting: (name) => settings[name] ?? '',
		shown: (foreign, longest = 300) =>
			Foreign.beginningOf(typeof foreign === 'string' ? foreign : (foreign as Foreign))
				.slice(0, longest)
				.replaceAll(secret, '[hidden]')
				.replace(/https?:\/\/\S+/g, '[link hidden]'),
		async pause(milliseconds) {
			api.pauses.push(milliseconds);
			await Promise.resolve();
		},
	};
	return api;
}

function lineOf({ method = 'GET', path, query = {} }: ApiRequest): string {
	const pairs = Object.entries(query).flatMap(([name, value]) =>
		(typeof value === 'string' ? [value] : value).map((one): [string, string] => [name, one]),
	);
	const text = new URLSearchParams(pairs).toString();
	return `${method} ${path}${text === '' ? '' : `?${text}`}`;
}

function isStream(body: unknown): body is AsyncIterable<Uint8Array> {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

function wordsOfStorage(xml: string): { code?: string; words?: string } {
	const tag = (name: string) => new RegExp(`<${name}>([^<]*)<`).exec(xml)?.[1];
	return { code: tag('Code'), words: tag('Message') };
}

/** What the nodes do with a provider, by the handles that a user sees. */
export interface Desk {
	session: Session;
	/** Asks for an archive, as Download Archive does. */
	create(request: unknown): Promise<ArchiveHandle>;
	/** The same after a look whether it is there, as Create Archive does. */
	createFound(request: unknown): Promise<ArchiveHandle>;
	look(handle: ArchiveHandle): Promise<Look>;
	/** The handle after a look. */
	check(handle: ArchiveHandle): Promise<ArchiveHandle>;
	/** Looks, and makes the bytes available, as Download Archive does. */
	open(handle: ArchiveHandle): Promise<ArchiveContent>;
	cancel(handle: ArchiveHandle): Promise<void>;
	remove(handle: ArchiveHandle): Promise<void>;
}

/** A provider behind the shared code, above any transport. */
export function deskOf(provider: Provider, api: Api, values: Record<string, unknown> = {}): Desk {
	const session: Session = { provider, api, fields: fieldsWith(values), lastCall: () => session };
	const archive = (handle: ArchiveHandle) => archiveOf(session, handle);
	const act = async (handle: ArchiveHandle, name: 'cancel' | 'remove') => {
		const work = provider[name];
		if (work === undefined) throw new Error(`${provider.displayName} cannot ${name}`);
		const job = archiveJob(session, archive(handle));
		await worded(session, async () => await work(job));
	};
	const look = async (handle: ArchiveHandle) => await lookAt(session, archive(handle));
	return {
		session,
		create: async (request) => (await createArchive(session, request)).handle,
		createFound: async (request) => (await createFound(session, request)).handle,
		look,
		check: async (handle) => (await look(handle)).handle,
		open: async (handle) => (await openArchive(session, archive(handle))).content,
		cancel: async (handle) => await act(handle, 'cancel'),
		remove: async (handle) => await act(handle, 'remove'),
	};
}

/** Fields as a user filled them in. */
export function fieldsWith(values: Record<string, unknown>, input?: unknown): Fields {
	return { get: (name, fallback) => values[name] ?? fallback, input };
}

/** What a refusal says, or what came instead of one. */
export async function saidBy(
	action: () => unknown,
): Promise<Pick<Refusal, 'message' | 'description' | 'code' | 'status'>> {
	try {
		await action();
	} catch (refusal) {
		if (!(refusal instanceof Refusal)) throw refusal;
		const { message, description, code, status } = refusal;
		return { message, description, code, status };
	}
	throw new Error('It went through');
}
