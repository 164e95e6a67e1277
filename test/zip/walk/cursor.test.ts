/** A place in a transfer: what is in the window, what was taken, and what is asked of the stream. */
import { Ending } from '../../../nodes/shared/base/ending';
import { Breath } from '../../../nodes/shared/zip/engine/eventLoopTurn';
import { release } from '../../../nodes/shared/zip/engine/release';
import { buffersMade, filled } from '../../../nodes/shared/zip/engine/youngHeap';
import { Cursor } from '../../../nodes/shared/zip/walk/cursor';
import { withCursor } from '../../../nodes/shared/zip/walk/openCursor';
import { heldArchive } from '../../../nodes/shared/zip/walk/heldArchive';
import { buildZip } from '../support/buildZip';
import { MemorySource } from '../support/memorySource';
import { cursorOf, inChunks } from './support';

const text = (bytes: Uint8Array | null): string | null => bytes && Buffer.from(bytes).toString('latin1');
const HERE = (): string => 'here';

test('it begins where the stream does, with nothing in its window', () => {
	const cursor = cursorOf(['abc'], 70);
	expect([cursor.offset, cursor.available, text(cursor.rest())]).toEqual([70, 0, '']);
});

describe('need', () => {
	test.each([
		[0, true, 0],
		[1, true, 2],
		[2, true, 2],
		[3, true, 4],
		[6, true, 6],
		[7, false, 6],
	])('%i bytes', async (count, isThere, available) => {
		const cursor = cursorOf(['ab', 'cd', 'ef']);
		expect(await cursor.need(count)).toBe(isThere);
		expect(cursor.available).toBe(available);
		expect(text(cursor.rest())).toBe('abcdef'.slice(0, available));
		expect(cursor.offset).toBe(0);
	});

	test('what is left of a window comes in front of what follows', async () => {
		const cursor = cursorOf(['abc', 'def', 'ghi']);
		await cursor.need(2);
		expect(text(cursor.take(2))).toBe('ab');
		expect(await cursor.need(4)).toBe(true);
		expect(text(cursor.rest())).toBe('cdef');
		expect(cursor.offset).toBe(2);
		expect(await cursor.need(7)).toBe(true);
		expect(text(cursor.rest())).toBe('cdefghi');
		expect(await cursor.need(8)).toBe(false);
		expect(text(cursor.rest())).toBe('cdefghi');
	});

	test('nothing more is asked for than is needed', async () => {
		let asked = 0;
		const stream = {
			offset: 0,
			close: () => {},
			async *[Symbol.asyncIterator]() {
				for (;;) yield await Promise.resolve(Buffer.from(String(asked++)));
			},
		};
		const cursor = new Cursor(stream, new Ending());
		await cursor.need(3);
		expect(asked).toBe(3);
		await cursor.need(3);
		await cursor.demand(3, HERE);
		await cursor.piece(3);
		expect(asked).toBe(3);
	});

	test('empty chunks are passed over', async () => {
		const cursor = cursorOf(['', 'a', '', 'b', '']);
		expect(await cursor.need(2)).toBe(true);
		expect(await cursor.need(3)).toBe(false);
		expect(text(cursor.take(9))).toBe('ab');
	});

	test('a chunk that lies in larger memory is only itself', async () => {
		const whole = Buffer.from('..ab..');
		const stream = {
			offset: 0,
			close: () => {},
			async *[Symbol.asyncIterator]() {
				yield await Promise.resolve(new Uint8Array(whole.buffer, whole.byteOffset + 2, 2));
			},
		};
		const cursor = new Cursor(stream, new Ending());
		await cursor.need(1);
		expect(text(cursor.rest())).toBe('ab');
	});
});

test('what must be there is told by its place', async () => {
	const cursor = cursorOf(['ab', 'cd']);
	await cursor.demand(4, HERE);
	await cursor.demand(4, HERE);
	await expect(cursor.demand(5, HERE)).rejects.toMatchObject({
		message: 'The archive stops too early: here',
		code: 'ARCHIVE_CUT_SHORT',
	});
});

describe('take', () => {
	test.each([
		[-1, '', 1, 3],
		[0, '', 1, 3],
		[2, 'bc', 3, 1],
		[3, 'bcd', 4, 0],
		[9, 'bcd', 4, 0],
	])('%i of "bcd" at 1', async (count, taken, offset, available) => {
		const cursor = cursorOf(['abcd']);
		await cursor.need(1);
		cursor.take(1);
		expect(text(cursor.take(count))).toBe(taken);
		expect([cursor.offset, cursor.available]).toEqual([offset, available]);
		expect(text(cursor.rest())).toBe('bcd'.slice(taken.length));
	});

	test('bytes that are put back come again, in front of the others', async () => {
		const cursor = cursorOf(['abcd', 'ef'], 10);
		await cursor.need(4);
		const taken = Buffer.from(cursor.take(3));
		cursor.putBack(taken.subarray(1));
		expect([cursor.offset, text(cursor.rest())]).toEqual([11, 'bcd']);
		await cursor.need(5);
		expect([cursor.offset, text(cursor.take(5))]).toEqual([11, 'bcdef']);
	});
});

describe('nothing is done that need not be', () => {
	test('what came in one chunk is that chunk, and looked at without a new view', async () => {
		const chunk = new Uint8Array(Buffer.from('abcd'));
		const stream = {
			offset: 0,
			close: () => {},
			async *[Symbol.asyncIterator]() {
				yield await Promise.resolve(chunk);
			},
		};
		const cursor = new Cursor(stream, new Ending());
		await cursor.need(4);
		expect(cursor.rest().buffer).toBe(chunk.buffer);
		expect(cursor.rest()).toBe(cursor.rest());
	});

	test('bytes that are there are not waited for', async () => {
		const cursor = cursorOf(['abcdef']);
		await cursor.need(6);
		const need = jest.spyOn(cursor, 'need');
		await cursor.demand(6, HERE);
		await cursor.piece(2);
		await cursor.skip(1);
		expect(text(await cursor.piece(3))).toBe('def');
		expect(need).not.toHaveBeenCalled();
	});

	test.each([3, 4])('a window that was taken whole may be freed: %i of three bytes', async (count) => {
		const cursor = cursorOf(['abc', 'def']);
		await cursor.need(3);
		release(cursor.take(count));
		expect([cursor.available, text(cursor.rest())]).toEqual([0, '']);
		expect(await cursor.need(3)).toBe(true);
		expect(text(cursor.rest())).toBe('def');
	});

	test.each<[string, (cursor: Cursor) => Promise<unknown>, string[]]>([
		['whole chunks', async (cursor) => await cursor.need(5), ['abcd', 'efg']],
		[
			'not what something was taken of, for it may still be read',
			async (cursor) => {
				await cursor.piece(1);
				await cursor.need(6);
			},
			['efg'],
		],
		['not what is the window', async (cursor) => await cursor.need(4), []],
		[
			'whole chunks of which the first was passed over in part',
			async (cursor) => {
				await cursor.need(4);
				cursor.pass(2);
				await cursor.need(5);
			},
			['abcd', 'efg'],
		],
		[
			'a chunk that was passed over, in parts',
			async (cursor) => {
				await cursor.need(4);
				cursor.pass(1);
				cursor.pass(2);
				cursor.pass(1);
			},
			['abcd'],
		],
		[
			'not a chunk of which something is left',
			async (cursor) => {
				await cursor.need(4);
				cursor.pass(3);
			},
			[],
		],
		[
			'not a chunk that was taken of and passed over, for it may still be read',
			async (cursor) => {
				await cursor.piece(1);
				cursor.pass(3);
				await cursor.need(3);
				cursor.pass(3);
			},
			['efg'],
		],
	])('what nobody looks at is freed at once: %s', async (_, work, expected) => {
		const freed: string[] = [];
		const stream = {
			offset: 0,
			close: () => {},
			async *[Symbol.asyncIterator]() {
				for (const name of ['abcd', 'efg']) {
					const bytes = new Uint8Array(Buffer.from(name));
					// Node 20 has no such method.
					Object.defineProperty(bytes.buffer, 'transfer', { value: () => freed.push(name) });
					yield await Promise.resolve(bytes);
				}
			},
		};
		await work(new Cursor(stream, new Ending()));
		expect(freed).toEqual(expected);
	});

	test('others have their turn between chunks when it is due', async () => {
		const take = jest.spyOn(Breath.prototype, 'take').mockResolvedValue();
		for (const due of [false, true]) {
			jest.spyOn(Breath.prototype, 'due', 'get').mockReturnValue(due);
			await cursorOf(['ab', 'cd', 'ef']).need(5);
			expect(take).toHaveBeenCalledTimes(due ? 3 : 0);
		}
		jest.restoreAllMocks();
	});
});

describe('of the buffers that are left to the collector it is told', () => {
	/** The bytes of which `work` tells: fewer than it takes for the young heap to be filled further. */
	async function toldBy(work: () => Promise<unknown>): Promise<number> {
		const untilFilled = (): number => {
			const before = filled;
			let bytes = 0;
			for (; filled === before; bytes++) buffersMade(1);
			return bytes;
		};
		untilFilled();
		const bytes = untilFilled();
		const before = filled;
		await work();
		expect(filled).toBe(before);
		return bytes - untilFilled();
	}

	test.each<[string, number, (cursor: Cursor) => Promise<unknown>]>([
		['a chunk', 4, async (cursor) => await cursor.need(4)],
		['a chunk that was taken whole', 4, async (cursor) => await cursor.piece(4)],
		['chunks that were joined, and freed at once', 7, async (cursor) => await cursor.need(5)],
		[
			'a chunk that was taken in parts, and its rest joined with the next',
			7 + 4,
			async (cursor) => {
				await cursor.piece(1);
				await cursor.need(6);
			},
		],
		[
			'a chunk that was taken in parts',
			4 + 4,
			async (cursor) => {
				await cursor.piece(1);
				await cursor.piece(3);
			},
		],
		[
			'a chunk that was taken in part, and its rest passed over',
			4 + 4,
			async (cursor) => {
				await cursor.piece(1);
				cursor.pass(3);
			},
		],
		[
			'a chunk that was passed over, and freed',
			4,
			async (cursor) => {
				await cursor.need(4);
				cursor.pass(1);
				cursor.pass(3);
			},
		],
		[
			'a chunk of which something is left',
			4,
			async (cursor) => {
				await cursor.piece(1);
				await cursor.piece(2);
			},
		],
	])('%s', async (_, bytes, work) => {
		expect(await toldBy(async () => await work(cursorOf(['abcd', 'efg'])))).toBe(bytes);
	});
});

describe('pieces', () => {
	const long = 'x'.repeat(1023);
	test.each<[string, string[], number, string | null]>([
		['a kilobyte is worth handing on', [long, 'y', 'z'], 5000, `${long}y`],
		['all of a chunk that has more', [`${long}yz`, 'q'], 5000, `${long}yz`],
		['up to the limit', [`${long}yz`], 1024, `${long}y`],
		['a limit below a kilobyte', ['ab', 'cd', 'ef'], 3, 'abc'],
		['the end comes first', ['ab'], 3, null],
		['the end comes first, at a large limit', [long], 5000, null],
	])('%s', async (_, chunks, limit, piece) => {
		expect(text(await cursorOf(chunks).piece(limit))).toBe(piece);
	});
});

describe('pass', () => {
	test.each([
		[-1, 0, 'cd'],
		[0, 0, 'cd'],
		[1, 1, 'd'],
		[2, 2, ''],
		[3, 2, ''],
	])('%i bytes of "cd"', async (count, passed, rest) => {
		const cursor = cursorOf(['abcd', 'ef'], 10);
		await cursor.need(4);
		expect(cursor.pass(2)).toBe(2);
		expect(cursor.pass(count)).toBe(passed);
		expect([cursor.offset, cursor.available, text(cursor.rest())]).toEqual([12 + passed, rest.length, rest]);
		expect(await cursor.need(4 - passed)).toBe(true);
		expect(text(cursor.rest())).toBe(`${rest}ef`);
	});
});

describe('skip', () => {
	test.each([
		[0, true, 0, ''],
		[1, true, 1, 'b'],
		[2, true, 2, ''],
		[5, true, 5, 'f'],
		[6, true, 6, ''],
		[7, false, 6, ''],
	])('%i bytes', async (count, isThere, offset, rest) => {
		const cursor = cursorOf(['ab', 'cd', 'ef']);
		expect(await cursor.skip(count)).toBe(isThere);
		expect([cursor.offset, text(cursor.rest())]).toEqual([offset, rest]);
	});
});

describe('an end record at the very end', () => {
	const end = buildZip([]);
	const archive = Buffer.concat([Buffer.alloc(30, 1), end]);
	test.each([1, 5, 21, 22, 23, 51, 52, 100])('in chunks of %i', async (length) => {
		const cursor = cursorOf(inChunks(archive, length));
		await cursor.need(archive.length);
		expect(cursor.endedWhole).toBe(false);
		await cursor.skip(archive.length + 1);
		expect(cursor.endedWhole).toBe(true);
	});

	test.each(['c', 'PK', 'c'.repeat(1002)])('with a comment of its own: %#', async (comment) => {
		const bytes = buildZip([{ name: 'a.txt', data: 'hello' }], { comment });
		for (const length of [1, 21, 1000, 5000]) {
			const cursor = cursorOf(inChunks(bytes, length));
			await cursor.skip(bytes.length + 1);
			expect(cursor.endedWhole).toBe(true);
		}
	});

	test.each<[string, Buffer]>([
		['bytes behind it', Buffer.concat([archive, Buffer.from('x')])],
		['a part of it', archive.subarray(0, -1)],
		['a short one', end.subarray(0, 21)],
		['a part of its comment', buildZip([], { comment: 'comment' }).subarray(0, -1)],
		['more than its comment', buildZip([], { comment: 'c', trailer: Buffer.from('x') })],
		['a comment longer than is kept', buildZip([], { comment: 'c'.repeat(1003) })],
		['nothing', Buffer.alloc(0)],
	])('%s: none', async (_, bytes) => {
		for (const length of [1, 100]) {
			const cursor = cursorOf(inChunks(bytes, length));
			await cursor.skip(bytes.length + 1);
			expect(cursor.endedWhole).toBe(false);
		}
	});
});

describe('the end of everything', () => {
	test('nothing more is asked for', async () => {
		const ending = new Ending();
		const cursor = cursorOf(['a', 'b'], 0, ending);
		await cursor.need(1);
		ending.end(new Error('stopped'));
		await expect(cursor.need(2)).rejects.toThrow('stopped');
	});

	test('nothing is waited for', async () => {
		const ending = new Ending();
		const source = new MemorySource(Buffer.alloc(10), { stallsAt: 0 });
		const reading = withCursor(source, ending, 0, undefined, async (cursor) => await cursor.need(1));
		setImmediate(() => ending.end(new Error('stopped')));
		await expect(reading).rejects.toThrow('stopped');
		expect(source.openStreams).toBe(0);
	});

	test('a transfer that opens afterwards is closed', async () => {
		const ending = new Ending();
		const source = new MemorySource(Buffer.alloc(10));
		let open = (): void => {};
		const late = {
			size: 10,
			ranges: false,
			open: async (start: number) => {
				await new Promise<void>((resolve) => (open = resolve));
				return await source.open(start);
			},
		};
		const read = jest.fn();
		const reading = withCursor(late, ending, 0, undefined, read);
		ending.end(new Error('stopped'));
		await expect(reading).rejects.toThrow('stopped');
		open();
		for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
		expect([source.requests, source.openStreams]).toEqual([1, 0]);
		expect(read).not.toHaveBeenCalled();
	});

	test('a transfer that does not open is told', async () => {
		const refusing = {
			size: null,
			ranges: false,
			open: async () => await Promise.reject(new Error('no way')),
		};
		await expect(withCursor(refusing, new Ending(), 0, undefined, async () => {})).rejects.toThrow('no way');
	});

	test.each(['read', 'thrown'])('a transfer is closed when it was %s', async (how) => {
		const source = new MemorySource(Buffer.from('abcdef'), { ranges: true });
		const reading = withCursor(source, new Ending(), 1, 4, async (cursor) => {
			expect(source.openStreams).toBe(1);
			if (how === 'thrown') throw new Error(how);
			await cursor.need(9);
			return text(cursor.rest());
		});
		if (how === 'thrown') await expect(reading).rejects.toThrow(how);
		else expect(await reading).toBe('bcd');
		expect(source.openStreams).toBe(0);
	});
});

describe('an archive that is held', () => {
	const bytes = Buffer.from(Array.from({ length: 150_000 }, (_, at) => at * 7));
	test.each([
		[0, undefined, 0, 150_000],
		[10, undefined, 10, 150_000],
		[10, 20, 10, 20],
		[0, 65_536, 0, 65_536],
		[1, 140_000, 1, 140_000],
		[5, 5, 5, 5],
	])('from %i to %s', async (start, end, from, to) => {
		const source = heldArchive(bytes);
		expect([source.size, source.ranges]).toEqual([150_000, true]);
		const stream = await source.open(start, end);
		expect(stream.offset).toBe(from);
		const pieces: Uint8Array[] = [];
		for await (const piece of stream) {
			expect(piece.length).toBeLessThanOrEqual(64 * 1024);
			expect(piece.length).toBeGreaterThan(0);
			expect(piece.byteLength).toBe(piece.buffer.byteLength);
			pieces.push(piece);
		}
		stream.close();
		expect(Buffer.concat(pieces).equals(bytes.subarray(from, to))).toBe(true);
	});

	test('its pieces are copies', async () => {
		for await (const piece of await heldArchive(bytes).open(0, 10)) piece.fill(1);
		expect(bytes[1]).toBe(7);
	});
});
