import { join, resolve } from 'node:path';
import { Foreign, LONGEST_LOOKED_AT } from '../../../nodes/shared/base/foreign';
import type { BodyStream, StreamAnswer } from '../../../nodes/shared/contract/api';
import { STATUS } from '../../../nodes/shared/http/answers/limits';
import { wantedFor } from '../../../nodes/shared/http/words/secretForms';
import { shownWith } from '../../../nodes/shared/http/words/shown';
import { viewsOf } from '../../../nodes/shared/http/words/view';
import { Program } from '../../../nodes/shared/zip/rules/glob/program';
import type { FoundFunction, Marker, Parameter } from './find';

const ROOT = resolve(__dirname, '../../..');
const BASE = new URL('https://service.example.com/api');
const SECRETS = ['sk_live_Abcdefgh1234567890', 'Sw0rdfish&"<q>+/Zebra', '~~~~'];
/** A file name in a ZIP has two bytes for its length. */
const LONGEST_NAME = 65_535;
/** A header: Node refuses more than 16 KiB of all of them. */
const LONGEST_HEADER = 16_384;

/** How a hostile text travels in each of the types, and the largest that gets in that way. */
export const TRAVELS: Record<Marker, { largest: number; of(text: string): unknown }> = {
	Answer: {
		largest: STATUS.bytes,
		of: (text) => ({ status: 200, headers: headersOf(text), body: deep(text) }),
	},
	BodyStream: { largest: 4 * STATUS.bytes, of: bodyOf },
	Foreign: { largest: STATUS.bytes, of: (text) => new Foreign(text) },
	ForeignText: { largest: STATUS.bytes, of: (text) => text },
	ForeignValue: { largest: STATUS.bytes, of: deep },
	ForeignWords: { largest: STATUS.bytes, of: (text) => new Foreign(text) },
	Headers: { largest: LONGEST_HEADER, of: headersOf },
	RecipeAnswer: {
		largest: STATUS.bytes,
		of: (text) => ({ status: 200, headers: headersOf(text), body: deep(text), isArchive: false }),
	},
	StreamAnswer: { largest: 4 * STATUS.bytes, of: streamOf },
	Untrusted: { largest: STATUS.bytes, of: deep },
	// The words are cut before anything looks at them in its readings: see `shownWith`.
	View: { largest: LONGEST_LOOKED_AT, of: (text) => viewsOf(text.slice(0, LONGEST_LOOKED_AT)).at(-1) },
};

const shown = shownWith(() => wantedFor(SECRETS), /sk_live_\w+/);
const api = { shown, setting: () => BASE.href, localPath: () => '/x', signal: undefined, deadline: null };

/** What functions take beside the foreign text, by the type as written. */
const OTHERS: Record<string, () => unknown> = {
	AnswerLimit: () => STATUS,
	Api: () => api,
	Bench: () => ({
		api,
		service: 'Service',
		recipe: { answer: 'job', id: 'a', reason: 'a', create: { path: '/x' } },
		isEntered: true,
	}),
	FetchRequest: () => ({ source: 'remoteUrl', directory: 'd', url: 'https://x.example/x.zip', timeout: 60 }),
	Hop: () => ({ url: `${BASE.href}/x`, method: 'GET', signedIn: true, ofService: true }),
	Mark: () => () => undefined,
	NoZip: () => ({ what: null }),
	Place: () => 'a',
	'Place | null': () => 'a',
	Program: () => new Program(),
	Recipe: () => ({ answer: 'job', id: 'a', create: { path: '/x' }, content: { path: '/{look.a}' } }),
	RecipeRequest: () => ({ values: { a: 'b' } }),
	'readonly string[]': () => SECRETS,
	RecipeStates: () => ({ at: 'a', ready: ['done'], working: ['busy'] }),
	RedirectRules: () => ({
		service: 'Service',
		base: BASE,
		mayName: true,
		mayLeave: true,
		isKey: () => false,
	}),
	RegExp: () => /sk_live_\w+/,
	Sender: () => ({ service: 'Service', api, linked: undefined }),
	Shown: () => shown,
	"Pick<Api, 'shown'>": () => api,
	'{ shown: Shown }': () => api,
	StateSeen: () => ({ state: 'failed', word: 'a' }),
	URL: () => BASE,
	Wanted: () => wantedFor(SECRETS),
	'readonly Part[]': () => ['a', 'code'],
	'string[]': () => ['a', 'code'],
	string: () => 'a',
	number: () => STATUS.bytes,
	'() => Promise<unknown>': () => async () => await new Promise((next) => setImmediate(next)),
};

/** Whether every parameter of a function can be filled in; else the types that can't. */
export function missingFor({ parameters }: FoundFunction): string[] {
	return parameters
		.filter(({ marker, optional, type }) => marker === null && !optional && !Object.hasOwn(OTHERS, type))
		.map(({ name, type }) => `${name}: ${type}`);
}

/** The largest text that a function can be given in its worst parameter. */
export function largestFor({ file, parameters }: FoundFunction): number {
	if (file.includes('/zip/')) return LONGEST_NAME;
	if (file.endsWith('/retryAfter.ts') || file.endsWith('/redirect.ts')) return LONGEST_HEADER;
	return Math.max(...parameters.flatMap(({ marker }) => (marker === null ? [] : [TRAVELS[marker].largest])));
}

/** The function itself, out of the source. @throws when the file has none of that name */
export async function load({ file, name }: FoundFunction): Promise<(...all: unknown[]) => unknown> {
	const all = (await import(join(ROOT, file))) as Record<string, unknown>;
	const found = all[name];
	if (typeof found !== 'function') throw new Error(`${file} has no function ${name}`);
	return found as (...all: unknown[]) => unknown;
}

/** The arguments with a text in every parameter that takes foreign text. */
export function argumentsWith({ parameters }: FoundFunction, text: string): unknown[] {
	return parameters.map((parameter) =>
		parameter.marker === null && parameter.optional ? undefined : argumentOf(parameter, text),
	);
}

/**
 * Uses up what a function gave: waits for it, reads it to its end, and where it is a function gives it the text as well.
 * @returns what the user would be told; nothing when all went through
 */
export async function usedUp(call: () => unknown, text: string): Promise<string> {
	try {
		const result = await call();
		if (typeof result === 'function') (result as (given: string) => unknown)(text);
		if (typeof result === 'object' && result !== null && Symbol.asyncIterator in result) {
			const pieces = (result as AsyncIterable<unknown>)[Symbol.asyncIterator]();
			while ((await pieces.next()).done !== true);
		}
		return result instanceof Error ? result.message : '';
	} catch (cause) {
		if (cause instanceof Error && !(cause instanceof TypeError) && !(cause instanceof ReferenceError))
			return cause.message;
		throw cause;
	}
}

function argumentOf({ marker, type }: Parameter, text: string): unknown {
	if (marker === null) return OTHERS[type]();
	const value = TRAVELS[marker].of(text);
	return /\[\]$/.test(type) ? Array.from({ length: 10 }, () => value) : value;
}

/** An object out of an answer, with the text wherever one looks. */
function deep(text: string): Record<string, unknown> {
	const inner = { a: text, code: text, message: text, error: text, status: text, id: text, url: text };
	return { ...inner, data: { ...inner, list: [inner, text] }, [text.slice(0, 1000)]: text };
}

function headersOf(text: string): Record<string, string> {
	const names = [
		'content-type',
		'content-range',
		'content-length',
		'content-encoding',
		'etag',
		'retry-after',
		'location',
	];
	return Object.fromEntries(names.map((name) => [name, text.slice(0, LONGEST_HEADER)]));
}

function bodyOf(text: string): BodyStream {
	const bytes = Buffer.from(text);
	async function* read(): AsyncGenerator<Uint8Array> {
		for (let at = 0; at < bytes.length; at += 65_536) {
			await new Promise((next) => setImmediate(next));
			yield bytes.subarray(at, at + 65_536);
		}
	}
	return { [Symbol.asyncIterator]: read, close: () => undefined };
}

function streamOf(text: string): StreamAnswer {
	return { status: 200, headers: headersOf(text), body: bodyOf(text) };
}
