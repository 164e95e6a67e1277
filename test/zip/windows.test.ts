/** Large data, window by window: nothing is held up, Stop is heard in between, and a bomb is stopped before it is written. */
import { setImmediate as turn } from 'node:timers/promises';
import { deflateRawSync } from 'node:zlib';
import { Ending } from '../../nodes/shared/base/ending';
import { loopTurn, turnToAsk } from '../../nodes/shared/zip/engine/eventLoopTurn';
import { Inflation } from '../../nodes/shared/zip/engine/inflation';
import { inflateWhole } from '../../nodes/shared/zip/inflate/whole';
import { emptyBlocks } from './support/emptyBlocks';
import { engine, ways } from './support/engines';

const MIB = 1024 * 1024;
const ZEROS = deflateRawSync(Buffer.alloc(64 * MIB));
const anything = { size: 64 * MIB, crc: 0 };

test('turns are taken in the order of asking, and others have theirs in between', async () => {
	const seen: string[] = [];
	let over = false;
	let longest = 0;
	let inARow = 0;
	const others = (async () => {
		for (; !over; inARow = 0) await turn();
	})();
	const take = async (name: string): Promise<void> => {
		for (let time = 0; time < 20; time++) {
			await loopTurn();
			seen.push(name);
			longest = Math.max(longest, ++inARow);
		}
	};
	await Promise.all([take('a'), take('b'), take('c')]);
	over = true;
	await others;
	expect(seen.join('')).toBe('abc'.repeat(20));
	expect(longest).toBe(1);
});

test('who has a request to send comes before those who work on bytes', async () => {
	const seen: string[] = [];
	const take = async (name: string, turn: () => Promise<void>): Promise<void> => {
		await turn();
		seen.push(name);
	};
	const all = [
		take('a', loopTurn),
		take('b', loopTurn),
		take('A', turnToAsk),
		take('c', loopTurn),
		take('B', turnToAsk),
	];
	await Promise.all(all);
	expect(seen.join('')).toBe('ABabc');
	// Alone as well, and again.
	await take('C', turnToAsk);
	await take('d', loopTurn);
	expect(seen.join('')).toBe('ABabcCd');
});

test('everybody has turns between two windows', async () => {
	let windows = 0;
	let longest = 0;
	let inARow = 0;
	const decoder = ways.windows.decoder(() => {
		windows++;
		longest = Math.max(longest, ++inARow);
	});
	let over = false;
	let turns = 0;
	const others = (async () => {
		for (; !over; inARow = 0, turns++) await turn();
	})();
	decoder.pieces.abandon(); // nobody reads
	await decoder.write(Buffer.from(ZEROS));
	over = true;
	await others;
	expect(windows).toBeGreaterThanOrEqual(256);
	expect(longest).toBeLessThanOrEqual(1);
	expect(turns).toBeGreaterThanOrEqual(2 * windows); // of four, two may be heard at once
});

test.each([[['dynamic'] as const], [['fixed', 'dynamic'] as const]])(
	'blocks that give nothing end a window as well: %s',
	(kinds) => {
		const data = emptyBlocks(kinds, 100_000);
		const inflation = new Inflation(engine(), false);
		let windows = 0;
		for (let at = 0, done = false; !done; windows++) {
			const window = inflation.window(data.subarray(at));
			expect(window.used).toBeLessThan(10_000);
			expect(window.output).toHaveLength(0);
			expect(window.more).toBe(!window.done);
			at += window.used;
			({ done } = window);
		}
		expect(windows).toBeGreaterThan(10);
		expect(inflation.crc).toBe(0);
		inflation.end();
	},
);

test('a stop is heard between windows', async () => {
	const stopped = new Error('stopped');
	let given = 0;
	const decoder = ways.windows.decoder((count) => {
		given += count;
		if (given > MIB) decoder.abort(stopped);
	});
	decoder.pieces.abandon();
	await expect(decoder.write(ZEROS)).rejects.toBe(stopped);
	expect(given).toBeLessThan(2 * MIB);

	const ending = new Ending();
	given = 0;
	const whole = inflateWhole(
		8,
		ZEROS,
		Buffer.alloc(0),
		anything,
		(count) => {
			given += count;
			if (given > MIB) ending.end(stopped);
		},
		ending,
	);
	await expect(whole).rejects.toBe(stopped);
	expect(given).toBeLessThan(2 * MIB);
});

test('what is too much is never handed on', async () => {
	const tooMuch = new Error('too much');
	const limit = 3 * MIB;
	let given = 0;
	const decoder = ways.windows.decoder((count) => {
		given += count;
		if (given > limit) throw tooMuch;
	});
	let received = 0;
	const reading = (async () => {
		for await (const piece of decoder.pieces) received += piece.length;
	})();
	await expect(decoder.write(ZEROS)).rejects.toBe(tooMuch);
	decoder.abort(tooMuch);
	await expect(reading).rejects.toBe(tooMuch);
	expect(received).toBeLessThanOrEqual(limit);
	expect(given).toBeLessThanOrEqual(limit + MIB);
});
