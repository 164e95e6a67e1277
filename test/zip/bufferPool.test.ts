/** Buffers that are used again: never by two at once, and never more of them kept than the pool may. */
import { BufferPool } from '../../nodes/shared/zip/engine/bufferPool';

const MIB = 1024 * 1024;
const KEPT = 8 * MIB;

test.each([0, 1, 65_536, 65_537, 100_000, 2 * MIB, 4 * MIB, 4 * MIB + 18])('room for %d bytes', (length) => {
	const { length: room } = new BufferPool().borrow(length);
	expect(room).toBeGreaterThanOrEqual(length);
	expect(room).toBeLessThanOrEqual(Math.max(length * 1.25, 65_536));
});

test("what was borrowed is nobody else's until it comes back, by whatever view", () => {
	const pool = new BufferPool();
	const [one, other] = [pool.borrow(MIB), pool.borrow(MIB)];
	expect(other.buffer).not.toBe(one.buffer);
	pool.giveBack(one.subarray(17, 40));
	const again = pool.borrow(MIB);
	expect(again.buffer).toBe(one.buffer);
	expect(again).toHaveLength(one.length);
});

test('the smallest that is large enough', () => {
	const pool = new BufferPool();
	const buffers = [4, 1, 2].map((size) => pool.borrow(size * MIB));
	for (const buffer of buffers) pool.giveBack(buffer);
	expect(pool.borrow(1.5 * MIB).buffer).toBe(buffers[2].buffer);
	expect(pool.borrow(1.5 * MIB).buffer).toBe(buffers[0].buffer);
	expect(pool.borrow(1.5 * MIB).length).toBeLessThan(2 * MIB);
});

test('keeps the latest, and no more than it may', () => {
	const pool = new BufferPool();
	const buffers = Array.from({ length: 12 }, () => pool.borrow(MIB));
	const [latest] = buffers.slice(-1);
	for (const buffer of buffers) pool.giveBack(buffer);
	const old = new Set(buffers.map(({ buffer }) => buffer));
	const kept = buffers.map(() => pool.borrow(MIB)).filter(({ buffer }) => old.has(buffer));
	expect(kept.reduce((sum, { length }) => sum + length, 0)).toBe(KEPT);
	expect(kept.map(({ buffer }) => buffer)).toContain(latest.buffer);
});

test('cleared, it has none left', () => {
	const pool = new BufferPool();
	const buffer = pool.borrow(MIB);
	pool.giveBack(buffer);
	pool.clear();
	expect(pool.borrow(MIB).buffer).not.toBe(buffer.buffer);
});
