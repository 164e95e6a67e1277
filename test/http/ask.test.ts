import { setImmediate as turn } from 'node:timers/promises';
import { ask, type Asking, type Line } from '../../nodes/shared/http/ask';
import { clockOf } from '../../nodes/shared/http/clock';
import type { Hop } from '../../nodes/shared/http/redirect';
import { timeIsUp } from '../../nodes/shared/http/refusals';
import { holdTime, passing, playedN8n, type Played } from './played';

const BASE = 'https://api.example.com/v1';
const hop: Hop = { url: `${BASE}/a`, method: 'GET', signedIn: true, ofService: true };
const lost = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
const nowhere = Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' });
const ok: Played = { status: 200 };
const to = (location: string, status = 302): Played => ({ status, headers: { location } });

beforeEach(() => {
	holdTime();
	jest.spyOn(Math, 'random').mockReturnValue(1);
});
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

interface How {
	asking?: Partial<Asking>;
	line?: Partial<Line>;
	mayLeave?: boolean;
	/** Seconds until the item's time is up. */
	seconds?: number;
	signal?: AbortSignal;
}

/** Asks a service that answers as it is written down. */
function asking(replies: Played[], { asking: more, line, mayLeave = true, seconds, signal }: How = {}) {
	const { context, asked } = playedN8n(replies);
	const deadline = seconds === undefined ? null : Date.now() + seconds * 1000;
	const clock = clockOf(deadline, signal, () => timeIsUp('Box'));
	const result = ask(
		{
			wire: { context, clock, secrets: { learn: () => undefined } },
			clock,
			credential: 'boxApi',
			signInHeaders: { 'As-User': '7' },
			rules: { service: 'Box', base: new URL(BASE), mayName: true, isKey: () => false },
			anyCertificate: false,
			network: { mayIgnoreCertificates: false },
			...line,
		},
		{ start: hop, repeatable: true, answers: [], headers: { A: 'b' }, timeout: 60_000, ...more },
		mayLeave,
	);
	const seen = () => asked.map(({ at, options }) => [at / 1000, options.url?.replace(BASE, '')]);
	return { asked, seen, result: passing(result) };
}

describe('what is asked again, and when', () => {
	it.each<[string, Played[], How, number[], number]>([
		['an answer is enough', [ok], {}, [0], 200],
		['what passes is asked again', [{ status: 503 }, ok], {}, [0, 1], 200],
		[
			'after pauses that double',
			[{ status: 502 }, { status: 503 }, { status: 504 }, ok],
			{},
			[0, 1, 3, 7],
			200,
		],
		['five times at most', [{ status: 503 }], {}, [0, 1, 3, 7, 15], 503],
		[
			'after the time that the service asks for',
			[{ status: 503, headers: { 'Retry-After': '7' } }, ok],
			{},
			[0, 7],
			200,
		],
		[
			'and not when that is longer than a call lasts',
			[{ status: 429, headers: { 'retry-after': '121' } }, ok],
			{},
			[0],
			429,
		],
		['a line that broke', [lost, ok], {}, [0, 1], 200],
		['what is wanted is final', [{ status: 503 }, ok], { asking: { answers: [503] } }, [0], 503],
		[
			'also where it is too many requests',
			[{ status: 429 }, ok],
			{ asking: { answers: [404, 429] } },
			[0],
			429,
		],
		[
			'what does harm twice is asked once',
			[{ status: 503 }, ok],
			{ asking: { repeatable: false } },
			[0],
			503,
		],
		['unless nothing was done', [{ status: 429 }, ok], { asking: { repeatable: false } }, [0, 1], 200],
		['only while there is time', [{ status: 503 }], { seconds: 2.5 }, [0, 1], 503],
		['what the service does not know stays unknown', [{ status: 404 }, ok], {}, [0], 404],
	])('%s', async (_name, replies, how, at, status) => {
		const { asked, result } = asking(replies, how);
		const { answer, tries } = await result;
		expect(asked.map((one) => one.at / 1000)).toEqual(at);
		expect([answer.status, tries]).toEqual([status, at.length]);
		// Answers that nobody reads hold their sockets; the last one is the caller's.
		const bodies = asked.flatMap(({ body }) => (body === undefined ? [] : [body.destroyed]));
		expect(bodies).toEqual(bodies.map((_, index) => index < bodies.length - 1));
	});

	it.each<[string, Played[], How, object]>([
		[
			'how often it was tried',
			[lost],
			{},
			{
				code: 'CONNECTION_LOST',
				serviceCode: 'ECONNRESET',
				description: expect.stringContaining('It was tried 5 times'),
			},
		],
		[
			'nothing of tries where there was one',
			[nowhere],
			{},
			{ code: 'UNREACHABLE', description: expect.not.stringContaining('tried') },
		],
		[
			'what does harm twice, once',
			[lost],
			{ asking: { repeatable: false } },
			{ code: 'CONNECTION_LOST', description: expect.not.stringContaining('tried') },
		],
		[
			'a silence, once',
			['silence', ok],
			{ asking: { timeout: 5_000 } },
			{ code: 'SERVICE_UNAVAILABLE', description: expect.stringContaining('Nothing came for 5 seconds') },
		],
		['that the time was up before', [ok], { seconds: 0 }, { code: 'TIME_IS_UP' }],
		['that it was stopped', [ok], { signal: AbortSignal.abort() }, { name: 'Stopped' }],
		[
			'what the provider makes of a status that n8n keeps to itself',
			[Object.assign(new Error('x'), { httpCode: '401' })],
			{
				line: {
					network: {
						mayIgnoreCertificates: false,
						explain: () => ({ message: 'Own words', description: 'Do.' }),
					},
				},
			},
			{ message: 'Own words', code: 'SIGN_IN_REFUSED' },
		],
		[
			'the last way with a certificate, where the credential has it',
			[Object.assign(new Error('x'), { code: 'CERT_HAS_EXPIRED' })],
			{ line: { network: { mayIgnoreCertificates: true } } },
			{ code: 'BAD_CERTIFICATE', description: expect.stringContaining('Ignore SSL Issues') },
		],
	])('where no answer comes it tells %s', async (_name, replies, how, refusal) => {
		await expect(asking(replies, how).result).rejects.toMatchObject(refusal);
	});

	it('the time that the service asks for is told with the answer', async () => {
		expect((await asking([{ status: 404, headers: { 'Retry-After': '9' } }]).result).retryAfter).toBe(9);
		expect((await asking([ok]).result).retryAfter).toBeNull();
	});

	it('each try begins anew, where it has to', async () => {
		let count = 0;
		const start = async () => await Promise.resolve({ ...hop, url: `${BASE}/link${++count}` });
		const { seen, result } = asking([{ status: 503 }, to('/v1/b'), { status: 503 }, ok], {
			asking: { start },
		});
		const { hop: last } = await result;
		expect(seen()).toEqual([
			[0, '/link1'],
			[1, '/link2'],
			[1, '/b'],
			[3, '/link3'],
		]);
		expect(last.url).toBe(`${BASE}/link3`);
	});

	it('hears Stop in a pause', async () => {
		const stop = new AbortController();
		const { asked, result } = asking([{ status: 503 }], { signal: stop.signal });
		setTimeout(() => stop.abort(), 400);
		await expect(result).rejects.toMatchObject({ name: 'Stopped' });
		expect(asked).toHaveLength(1);
	});
});

describe('redirects', () => {
	const circle = (hops: number): Played[] => [...Array.from({ length: hops }, () => to('/v1/a')), ok];

	it.each<[string, Played[], How, string[], number]>([
		['are followed', [to('b'), ok], {}, ['/a', '/b'], 200],
		['five times', circle(5), {}, ['/a', '/a', '/a', '/a', '/a', '/a'], 200],
		['are answers where they are wanted', [to('b'), ok], { asking: { answers: [302] } }, ['/a'], 302],
		[
			'anew after a pause',
			[...circle(5).slice(0, 5), { status: 503 }, ...circle(5)],
			{},
			Array.from({ length: 12 }, () => '/a'),
			200,
		],
	])('%s', async (_name, replies, how, expected, status) => {
		const { seen, result } = asking(replies, how);
		expect((await result).answer.status).toBe(status);
		expect(seen().map(([, url]) => url)).toEqual(expected);
	});

	it('end in circles at the sixth', async () => {
		const { asked, result } = asking(circle(6));
		await expect(result).rejects.toMatchObject({ message: 'Box redirects in circles', code: 'BAD_REDIRECT' });
		expect(asked.map(({ body }) => body?.destroyed)).toEqual([true, true, true, true, true, true]);
	});

	it('lead elsewhere only where the call makes sense there', async () => {
		const elsewhere = [to('https://cdn.example.net/x'), ok];
		const { asked, result } = asking(elsewhere);
		expect((await result).hop).toEqual({
			url: 'https://cdn.example.net/x',
			method: 'GET',
			signedIn: false,
			ofService: false,
		});
		expect(asked.map(({ credential }) => credential)).toEqual(['boxApi', null]);
		await expect(asking(elsewhere, { mayLeave: false }).result).rejects.toMatchObject({
			message: 'Box redirects to another server: cdn.example.net',
		});
	});
});

it('requests that come in a bunch go one after another, and others have a turn between them', async () => {
	const bunch = Array.from({ length: 12 }, () => asking([ok]));
	const sent = (): number => bunch.filter(({ asked }) => asked.length > 0).length;
	let most = 0;
	for (let before = sent(); before < bunch.length;) {
		await turn();
		most = Math.max(most, sent() - before);
		before = sent();
	}
	await Promise.all(bunch.map(async ({ result }) => await result));
	expect(most).toBeLessThanOrEqual(2); // the channel has two ends, and both may be heard in one turn
});

describe('what n8n is given', () => {
	const sent = async (how: How, replies: Played[] = [ok]) => {
		const { asked, result } = asking(replies, how);
		await result;
		return asked.map(({ options }) => options);
	};

	it('headers of the call, and of the sign-in', async () => {
		expect((await sent({}))[0]).toMatchObject({
			method: 'GET',
			url: `${BASE}/a`,
			timeout: 60_000,
			headers: { 'Accept-Encoding': 'identity', 'As-User': '7', A: 'b' },
		});
	});

	it.each<[string, How, Record<string, string>]>([
		[
			'those of the sign-in stay behind with it',
			{ asking: { start: { ...hop, signedIn: false } } },
			{ 'Accept-Encoding': 'identity', A: 'b' },
		],
		[
			'a text is a form',
			{ asking: { start: { ...hop, body: 'a=1' }, headers: {} } },
			{ 'Accept-Encoding': 'identity', 'Content-Type': 'application/x-www-form-urlencoded', 'As-User': '7' },
		],
		[
			'an object is none',
			{ asking: { start: { ...hop, body: { a: 1 } }, headers: {} } },
			{ 'Accept-Encoding': 'identity', 'As-User': '7' },
		],
		[
			'the call has the last word',
			{ asking: { headers: { 'As-User': '8', 'Accept-Encoding': 'gzip' } } },
			{ 'Accept-Encoding': 'gzip', 'As-User': '8' },
		],
	])('%s', async (_name, how, headers) => {
		expect((await sent(how))[0].headers).toEqual(headers);
	});

	it('any certificate of the service will do where the user said so, and of nobody else', async () => {
		const any = { line: { anyCertificate: true } };
		const [own, other] = await sent(any, [to('https://cdn.example.net/x'), ok]);
		expect([own.skipSslCertificateValidation, other.skipSslCertificateValidation]).toEqual([true, undefined]);
		expect((await sent({}))[0].skipSslCertificateValidation).toBeUndefined();
	});
});
