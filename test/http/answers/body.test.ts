import { Readable } from 'node:stream';
import { Refusal } from '../../../nodes/shared/base/refusal';
import { Foreign } from '../../../nodes/shared/base/foreign';
import { watchedBody } from '../../../nodes/shared/http/answers/body';
import { UNMETERED, type TransferMeter } from '../../../nodes/shared/http/answers/rate';
import { beginningOf, wholeOf } from '../../../nodes/shared/http/answers/text';
import { clockOf } from '../../../nodes/shared/http/clock';
import { holdTime, passing } from '../played';

beforeEach(holdTime);
afterEach(() => jest.useRealTimers());

interface Limits {
	stallAfter?: number;
	signal?: AbortSignal;
	deadline?: number | null;
	meter?: TransferMeter;
}

function bodyOf(
	stream: Readable,
	{ stallAfter = 60_000, signal, deadline = null, meter = UNMETERED }: Limits = {},
) {
	const end = jest.fn(() => stream.destroy());
	const clock = clockOf(deadline, signal, () => new Refusal('The time is up', 'Allow more.'));
	return { end, body: watchedBody({ stream, end }, { service: 'Box', stallAfter, clock, meter }) };
}

/** All of a body, while time passes. */
async function read(stream: AsyncIterable<Uint8Array>): Promise<string> {
	const parts: Uint8Array[] = [];
	const reading = async () => {
		for await (const part of stream) parts.push(part);
	};
	await passing(reading());
	return Buffer.concat(parts).toString();
}

const pieces = (...texts: string[]) => Readable.from(texts.map((text) => Buffer.from(text)));

/** Sends one piece, then nothing. */
function stalling(): Readable {
	const stream = new Readable({ read: () => undefined });
	stream.push('abc');
	return stream;
}

describe('a body', () => {
	test('passes, and is closed once', async () => {
		const { body, end } = bodyOf(pieces('ab', 'c'));
		expect(await read(body)).toBe('abc');
		body.close();
		expect(end).toHaveBeenCalledTimes(1);
	});

	test.each<[string, () => Limits, object]>([
		['stalls', () => ({ stallAfter: 300 }), { message: 'Box stopped sending', code: 'TRANSFER_TOO_SLOW' }],
		['outlives the deadline', () => ({ deadline: Date.now() + 300 }), { message: 'The time is up' }],
		['began after the deadline', () => ({ deadline: Date.now() - 1 }), { message: 'The time is up' }],
		['was stopped before it began', () => ({ signal: AbortSignal.abort() }), { name: 'Stopped' }],
		[
			'is too slow',
			() => ({ meter: { ...UNMETERED, rate: 12.4, verdict: () => 'too slow' } }),
			{
				message: 'Box sends too slowly',
				code: 'TRANSFER_TOO_SLOW',
				description: expect.stringContaining('Only 12 bytes a second') as string,
			},
		],
		[
			'takes too long',
			() => ({ meter: { ...UNMETERED, verdict: () => 'too long' } }),
			{ message: 'The transfer from Box takes too long', code: 'TIME_IS_UP' },
		],
	])('that %s ends, with its connection', async (_, limits, refusal) => {
		const { body, end } = bodyOf(stalling(), limits());
		await expect(read(body)).rejects.toMatchObject(refusal);
		expect(end).toHaveBeenCalledTimes(1);
	});

	/** Sends each piece so many milliseconds after it was asked for. */
	function paced(...delays: number[]): Readable {
		const left = [...delays];
		return new Readable({
			read() {
				const delay = left.shift();
				if (delay === undefined) this.push(null);
				else setTimeout(() => this.push('x'), delay);
			},
		});
	}

	// It is looked at five times a second.
	test.each([
		[300, 400],
		[400, 400],
		[401, 600],
	])('that may stall for %d ms ends after %d', async (stallAfter, after) => {
		const began = Date.now();
		const { body, end } = bodyOf(stalling(), { stallAfter });
		let ended = 0;
		end.mockImplementation(() => {
			ended = Date.now() - began;
			return undefined as never;
		});
		await expect(read(body)).rejects.toThrow('Box stopped sending');
		expect(ended).toBe(after);
	});

	test('that sends something in time never stalls', async () => {
		expect(await read(bodyOf(paced(390, 390, 390), { stallAfter: 400 }).body)).toBe('xxx');
	});

	test('is looked at with the wait that goes on', async () => {
		const waits: number[] = [];
		const verdict = (waiting: number) => {
			waits.push(waiting);
			return waits.length === 4 ? 'too slow' : null;
		};
		await expect(read(bodyOf(stalling(), { meter: { ...UNMETERED, verdict } }).body)).rejects.toThrow();
		// Before each of the two pieces, and then five times a second.
		expect(waits).toEqual([0, 0, 200, 400]);
	});

	test('is metered by the wait for each piece, without the time that the reader takes', async () => {
		const arrived = jest.fn();
		const stream = new Readable({ read: () => undefined });
		const chunks = bodyOf(stream, { meter: { ...UNMETERED, arrived } }).body[Symbol.asyncIterator]();
		const next = async (wait: number, piece: string | null) => {
			const coming = chunks.next();
			await jest.advanceTimersByTimeAsync(wait);
			stream.push(piece);
			await passing(coming);
			await jest.advanceTimersByTimeAsync(1_000);
		};
		await next(100, 'ab');
		await next(250, 'c');
		await next(50, null);
		expect(arrived.mock.calls).toEqual([
			[2, 100],
			[1, 250],
			[0, 50],
		]);
	});

	test('is not looked at any more once it is read', async () => {
		const verdict = jest.fn(() => null);
		await read(bodyOf(pieces('a'), { meter: { ...UNMETERED, verdict } }).body);
		await jest.advanceTimersByTimeAsync(200);
		const looks = verdict.mock.calls.length;
		await jest.advanceTimersByTimeAsync(1_000);
		expect(verdict).toHaveBeenCalledTimes(looks);
		expect(jest.getTimerCount()).toBe(0);
	});

	test('that is read forgets about Stop', async () => {
		const stop = new AbortController();
		const { body, end } = bodyOf(pieces('a'), { signal: stop.signal });
		await read(body);
		stop.abort();
		expect(end).toHaveBeenCalledTimes(1);
	});

	test('a stall is told with its length', async () => {
		const { body } = bodyOf(stalling(), { stallAfter: 1_000 });
		await expect(read(body)).rejects.toMatchObject({
			description: expect.stringContaining('for 1 seconds') as string,
		});
	});

	test('Stop ends it at once, not at the next look', async () => {
		const stop = new AbortController();
		const { body, end } = bodyOf(stalling(), { signal: stop.signal });
		const chunks = body[Symbol.asyncIterator]();
		await chunks.next();
		const reading = chunks.next();
		stop.abort();
		expect(end).toHaveBeenCalledTimes(1);
		await expect(reading).rejects.toMatchObject({ name: 'Stopped' });
	});

	test('a slow consumer is no stall', async () => {
		const { body } = bodyOf(pieces('a', 'b'), { stallAfter: 300 });
		const parts: string[] = [];
		for await (const part of body) {
			parts.push(Buffer.from(part).toString());
			await jest.advanceTimersByTimeAsync(700);
		}
		expect(parts).toEqual(['a', 'b']);
	});

	test('what arrives is metered, with the time that was waited for it', async () => {
		const arrived = jest.fn();
		const { body } = bodyOf(pieces('ab', 'c'), { meter: { ...UNMETERED, arrived } });
		await read(body);
		expect(arrived.mock.calls.map(([bytes]: unknown[]) => bytes)).toEqual([2, 1, 0]);
		expect(arrived.mock.calls.every(([, waited]: unknown[]) => Number(waited) < 1000)).toBe(true);
	});

	test.each([
		['ECONNRESET', 'The connection to Box broke off', 'CONNECTION_LOST'],
		['Z_DATA_ERROR', 'Box sent something that cannot be decoded', 'UNEXPECTED_ANSWER'],
		[undefined, 'The connection to Box broke off', 'CONNECTION_LOST'],
	])('a break is told by its code: %s', async (code, message, kind) => {
		const stream = stalling();
		const { body } = bodyOf(stream);
		setTimeout(() => stream.destroy(Object.assign(new Error('aborted'), { code })), 20);
		await expect(read(body)).rejects.toMatchObject({
			message,
			code: kind,
			serviceCode: code ?? null,
			clean: true,
		});
	});

	test('a reader that goes away closes the connection', async () => {
		const { body, end } = bodyOf(stalling());
		for await (const part of body) {
			expect(part.length).toBe(3);
			break;
		}
		expect(end).toHaveBeenCalledTimes(1);
	});

	test('closed in the middle, it has broken off', async () => {
		const { body } = bodyOf(stalling());
		const reading = read(body);
		setTimeout(() => body.close(), 20);
		await expect(reading).rejects.toThrow('The connection to Box broke off');
		await expect(read(body)).rejects.toThrow('The connection to Box broke off');
	});
});

describe('a body as words', () => {
	const whole = async (bytes: number, ...texts: string[]) => {
		const { body, end } = bodyOf(pieces(...texts));
		const words = await wholeOf(body, bytes);
		expect(end).toHaveBeenCalledTimes(1);
		return typeof words === 'string' ? `too many ${words}` : Foreign.wholeOf(words);
	};

	test.each<[number, string[], string]>([
		[3, ['ab', 'c'], 'abc'],
		[2, ['ab', 'c'], 'too many bytes'],
		[2, ['abc'], 'too many bytes'],
		[3, [], ''],
		[4, ['\u00fc'.slice(0, 1), 'ab'], '\u00fcab'],
	])('at most %i bytes of %j', async (bytes, texts, words) => {
		expect(await whole(bytes, ...texts)).toBe(words);
	});

	test.each<[string[], string]>([
		[['PK\x03\x04 and more'], 'archive'],
		[['P', 'K', '\x05', '\x06'], 'archive'],
		[['PK', '\x07\x08'], 'archive'],
		[['PK\nand more'], 'PK\nand more'],
		[['PKW'], 'PKW'],
		[['a', 'PK\x03\x04'], 'aPK\x03\x04'],
		[['PK'], 'PK'],
	])('a ZIP ends the reading where it may be one: %j', async (texts, expected) => {
		const { body, end } = bodyOf(pieces(...texts));
		const words = await wholeOf(body, 100, true);
		expect(typeof words === 'string' ? words : Foreign.wholeOf(words)).toBe(expected);
		expect(end).toHaveBeenCalledTimes(1);
		expect(await whole(100, ...texts)).toBe(texts.join(''));
	});

	test('signs that are cut between two pieces', async () => {
		const bytes = Buffer.from('a\u00fc\u{1f600}');
		const stream = Readable.from([...bytes].map((byte) => Buffer.from([byte])));
		expect(Foreign.wholeOf(await beginningOf(bodyOf(stream).body, 100))).toBe('a\u00fc\u{1f600}');
		const cut = Readable.from([bytes.subarray(0, 2)]);
		expect(Foreign.wholeOf(await beginningOf(bodyOf(cut).body, 100))).toBe('a\ufffd');
	});

	test('the beginning is enough, and the rest is left', async () => {
		const { body, end } = bodyOf(stalling());
		expect(Foreign.wholeOf(await beginningOf(body, 2))).toBe('ab');
		expect(end).toHaveBeenCalledTimes(1);
	});

	/** Pieces that are there one after the other, or each a while after the one before. */
	async function inPieces(count: number, size: number, wait = 0): Promise<unknown> {
		const piece = Buffer.alloc(size, 'x');
		const close = jest.fn();
		async function* pieces(): AsyncGenerator<Uint8Array> {
			for (let sent = 0; sent < count; sent++) {
				if (wait > 0) await new Promise((later) => setTimeout(later, wait));
				yield await Promise.resolve(piece);
			}
		}
		const words = await passing(wholeOf({ [Symbol.asyncIterator]: pieces, close }, 10_000_000));
		expect(close).toHaveBeenCalledTimes(1);
		return typeof words === 'string' ? words : Foreign.wholeOf(words).length;
	}

	test('a server that sends byte by byte, all at once, ends as what it is', async () => {
		expect(await inPieces(20_001, 1)).toBe('pieces');
		expect(await inPieces(20_001, 63)).toBe('pieces');
		expect(await inPieces(20_000, 1)).toBe(20_000);
	});

	test('pieces of some size are no such thing, and neither are small ones that come now and then', async () => {
		expect(await inPieces(20_001, 64)).toBe(20_001 * 64);
		expect(await inPieces(20_050, 1, 1)).toBe(20_050);
	});
});
