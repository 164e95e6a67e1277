import { Ending } from '../../nodes/shared/base/ending';
import { Handover } from '../../nodes/shared/zip/engine/handover';

const MIB = 1024 * 1024;

/** A job that ends when it is told. */
function job(handover: Handover, bytes: number): () => Promise<void> {
	let end = () => {};
	const ended = new Promise<void>((resolve) => (end = resolve));
	handover.start(bytes, async () => await ended);
	return async () => {
		end();
		await new Promise((next) => setImmediate(next));
	};
}

describe('what is in the hands of stores', () => {
	it('counts for all archives together', async () => {
		const [one, other] = [new Handover(new Ending()), new Handover(new Ending())];
		const end = job(one, 6 * MIB);
		expect([other.hasRoom(2 * MIB), other.hasRoom(2 * MIB + 1), other.hasRoom(0)]).toEqual([
			true,
			false,
			true,
		]);
		const waited = other.room(4 * MIB).then(() => 'there is room');
		expect(await Promise.race([waited, new Promise((next) => setImmediate(() => next('none')))])).toBe(
			'none',
		);
		await end();
		expect(await waited).toBe('there is room');
	});

	it('is at most eight files for each archive, and one of any size where there is nothing else', async () => {
		const [one, other] = [new Handover(new Ending()), new Handover(new Ending())];
		expect(one.hasRoom(20 * MIB)).toBe(true);
		const ends = Array.from({ length: 8 }, () => job(one, 1));
		expect([one.hasRoom(0), other.hasRoom(0)]).toEqual([false, true]);
		for (const end of ends) await end();
		await one.idle();
		expect(one.hasRoom(20 * MIB)).toBe(true);
	});

	it('is let go when a reading is over, whatever its store still does', async () => {
		const [one, other] = [new Handover(new Ending()), new Handover(new Ending())];
		const end = job(one, 8 * MIB);
		const waited = other.room(8 * MIB);
		one.leave();
		await waited;
		await end();
		const last = job(other, 8 * MIB);
		expect(new Handover(new Ending()).hasRoom(1)).toBe(false);
		await last();
	});

	it('does not wake other archives, unless there is more room for bytes', async () => {
		const waits = jest.spyOn(Ending.prototype, 'orEnd');
		const [one, other] = [new Handover(new Ending()), new Handover(new Ending())];
		const ends = Array.from({ length: 2 }, () => job(one, 0));
		const others = Array.from({ length: 8 }, () => job(other, 0));
		const waited = other.room(0);
		const before = waits.mock.calls.length;
		for (const end of ends) await end();
		expect(waits.mock.calls.length).toBe(before);
		await others[0]();
		await waited;
		for (const end of others.slice(1)) await end();
		await Promise.all([one.idle(), other.idle()]);
	});

	it('ends a wait for room with whatever ends the reading', async () => {
		const ending = new Ending();
		const [one, other] = [new Handover(new Ending()), new Handover(ending)];
		const end = job(one, 8 * MIB);
		const waited = other.room(1);
		ending.end(new Error('over'));
		await expect(waited).rejects.toThrow('over');
		await end();
	});
});
