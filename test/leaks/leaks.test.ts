import '../engine/environment';
import { LoggerProxy, NodeOperationError, type INode, type IRun } from 'n8n-workflow';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Container } from '@n8n/di';
import { Logger } from '@n8n/backend-common';
import { FORM_NAMES, piecesOf, type FormName } from './forms';
import { leftBehind } from './leftBehind';
import { keepLog } from './log';
import { search, type Hidden } from './search';

const SECRET = 'Sw0rd fish&"<q>+/Zebra';
const LINK = 'https://dl.example.com/z/a<b?sig=0123456789abcdef&x="y"';
/** Its Base64 has signs that differ from those of Base64url. */
const TOKEN = '>>>???~~~tok-1234';
const HIDDEN: Hidden[] = [
	{ name: 'token', text: TOKEN },
	{ name: 'secret', text: SECRET },
	{ name: 'link', text: LINK },
];

/** Written by other means than those that search. */
const PLANTED: Array<[FormName, string, string]> = [
	['asIs', 'secret', 'by Sw0rd fish&"<q>+/Zebra.'],
	['asIs', 'secret', 'as JSON in JSON: by Sw0rd fish&\\\\\\"<q>+/Zebra.'],
	['encoded', 'secret', 'Sw0rd%20fish%26%22%3Cq%3E%2B%2FZebra'],
	['encoded', 'secret', 'Sw0rd%20fish%26%22%3cq%3e%2b%2fZebra'],
	['formEncoded', 'secret', 'a=Sw0rd+fish%26%22%3Cq%3E%2B%2FZebra&b'],
	['encodedTwice', 'secret', 'Sw0rd%2520fish%2526%2522%253Cq%253E%252B%252FZebra'],
	['everyByteEncoded', 'secret', '%53%77%30%72%64%20%66%69%73%68%26%22%3C%71%3E%2B%2F%5A%65%62%72%61'],
	['base64', 'secret', btoa(SECRET)],
	['base64', 'secret', btoa(`user:${SECRET}`)],
	['base64', 'secret', btoa(`me:${SECRET}\n`)],
	['base64', 'secret', btoa(`m:${SECRET}--`)],
	['base64url', 'token', 'Pj4-Pz8_fn5-dG9rLTEyMzQ'],
	['base64', 'token', 'Pj4+Pz8/fn5+dG9rLTEyMzQ='],
	['hex', 'secret', '53773072642066697368' + '26223c713e2b2f5a65627261'],
	['hexUpper', 'secret', '53773072642066697368' + '26223C713E2B2F5A65627261'],
	['html', 'secret', 'Sw0rd fish&amp;&quot;&lt;q&gt;+/Zebra'],
	['html', 'secret', Array.from(SECRET, (one) => `&#${one.charCodeAt(0)};`).join('')],
	['json', 'link', '"https:\\/\\/dl.example.com\\/z\\/a\\u003cb?sig=0123456789abcdef\\u0026x=\\"y\\""'],
	['json', 'secret', 'Sw0rd fish\\u0026\\"\\u003cq\\u003e+/Zebra'],
	['withoutScheme', 'link', 'to dl.example.com/z/a<b?sig=0123456789abcdef&x="y"'],
];

test.each(PLANTED)('%s of the %s is found', (form, name, text) => {
	const found = search([{ where: 'here', text }], HIDDEN);
	// JSON that only hides slashes and quotes reads as it is, once its backslashes are gone.
	expect(found.map((one) => `${one.name} ${one.form}`)).toContain(`${name} ${form}`);
	expect(found.every(({ where }) => where === 'here')).toBe(true);
});

test('each form is planted, and none is found where nothing is', () => {
	expect([...new Set(PLANTED.map(([form]) => form))].sort()).toEqual([...FORM_NAMES].sort());
	expect(FORM_NAMES).toHaveLength(12);
	const plain = [{ where: 'here', text: 'The account has no right to it. Sw0rd fish, dl.example.com, sig=' }];
	expect(search(plain, HIDDEN)).toEqual([]);
});

test('no piece is so short that it stands anywhere', () => {
	const pieces = piecesOf('12345678').flatMap(([, found]) => found);
	expect(Math.min(...pieces.map((piece) => piece.length))).toBeGreaterThanOrEqual(8);
	expect(() => search([], [{ name: 'pin', text: '1234567' }])).toThrow('pin is too short');
});

describe('what a run leaves behind', () => {
	const node: INode = { id: 'n', name: 'N', type: 't', typeVersion: 1, position: [0, 0], parameters: {} };
	/** A run with the secret in one place. */
	function runWith(task: object, error?: unknown): IRun {
		return { data: { resultData: { runData: { N: [task] }, error } } } as unknown as IRun;
	}
	const inner = Object.defineProperty(new Error('x'), 'hidden', { value: SECRET, enumerable: false });
	const places: Array<[string, IRun, string[]]> = [
		[
			'items',
			runWith({ data: { main: [[{ json: { a: [{ b: SECRET }] } }]] } }),
			['items of N', 'run data as saved'],
		],
		[
			'names',
			runWith({ data: { main: [[{ json: { [SECRET]: 1 } }]] } }),
			['items of N', 'run data as saved'],
		],
		[
			'binary metadata',
			runWith({ data: { main: [[{ json: {}, binary: { data: { fileName: SECRET } } }]] } }),
			['items of N', 'run data as saved'],
		],
		['hints', runWith({ hints: [{ message: SECRET }] }), ['hints of N', 'run data as saved']],
		['metadata', runWith({ metadata: { a: SECRET } }), ['facts of N', 'run data as saved']],
		[
			'a description',
			runWith({}, new NodeOperationError(node, 'x', { description: SECRET })),
			['error of the run'],
		],
		['a cause', runWith({ error: new Error('x', { cause: new Error(SECRET) }) }), ['error of N']],
		[
			'a context',
			runWith({ error: Object.assign(new Error('x'), { context: { a: SECRET } }) }),
			['error of N'],
		],
		['what no JSON shows', runWith({ error: inner }), ['error of N']],
	];
	test.each(places)('%s', (_where, run, expected) => {
		const found = search(leftBehind({ run }), HIDDEN).map(({ where }) => where);
		expect(found).toEqual(expect.arrayContaining(expected));
	});

	test('what the test itself gave is not counted', () => {
		const run = runWith({});
		run.data.resultData.runData.Items = [{ data: { main: [[{ json: { a: SECRET } }]] } }] as never;
		expect(search(leftBehind({ run }), HIDDEN)).toEqual([]);
		expect(search(leftBehind({ run, given: [] }), HIDDEN)).not.toEqual([]);
	});

	test('files, their names and what lies below', () => {
		const folder = mkdtempSync(join(tmpdir(), 'archives-leaks-'));
		try {
			mkdirSync(join(folder, 'below', 'dl.example.com'), { recursive: true });
			const bytes = Buffer.concat([
				Buffer.from([0xff, 0xfe, 0x80]),
				Buffer.from(SECRET),
				Buffer.from([0xc3]),
			]);
			writeFileSync(join(folder, 'below', 'file'), bytes);
			writeFileSync(join(folder, encodeURIComponent(LINK)), '');
			const found = search(leftBehind({ run: runWith({}), folder }), HIDDEN);
			expect(found.map(({ name, form }) => `${name} ${form}`).sort()).toEqual([
				'link encoded',
				'secret asIs',
			]);
		} finally {
			rmSync(folder, { recursive: true });
		}
	});

	test('the log, on every level, with what comes beside the words', () => {
		const logger = Container.get(Logger);
		const kept = keepLog();
		try {
			LoggerProxy.debug('debug', { at: SECRET });
			logger.scoped('redis').error('scoped', { error: new Error(SECRET) });
			console.warn('console', { deep: { deep: { deep: SECRET } } });
		} finally {
			kept.stop();
		}
		for (const words of ['debug', 'scoped', 'console']) {
			const lines = kept.lines.filter((line) => line.includes(words));
			expect(search(leftBehind({ run: runWith({}), log: lines }), HIDDEN)).toContainEqual({
				name: 'secret',
				form: 'asIs',
				where: 'log',
			});
		}
	});
});
