import { Ending } from '../../nodes/shared/base/ending';

const first = new Error('first');
const never = new Promise<never>(() => undefined);

/** An end with its hooks; `told` is what they heard. */
function ending() {
	const told: unknown[] = [];
	return { end: new Ending(), told, hear: (reason: unknown) => told.push(reason) };
}

it('has not come before it comes', () => {
	const { end, told, hear } = ending();
	end.onEnd(hear);
	expect(end.ended).toBe(false);
	expect(() => end.throwIfEnded()).not.toThrow();
	expect(told).toEqual([]);
});

it('comes once, for the first reason, to everybody who listens', () => {
	const { end, told, hear } = ending();
	end.onEnd(hear);
	end.onEnd((reason) => told.push(['other', reason]));
	end.end(first);
	end.end(new Error('second'));
	expect(end.ended).toBe(true);
	expect(() => end.throwIfEnded()).toThrow(first);
	expect(told).toEqual([first, ['other', first]]);
});

it.each([null, undefined, 0, ''])('a reason may be anything: %p', (reason) => {
	const { end, told, hear } = ending();
	end.onEnd(hear);
	end.end(reason);
	end.end(first);
	expect([end.ended, told]).toEqual([true, [reason]]);
	let thrown: unknown = 'nothing was thrown';
	try {
		end.throwIfEnded();
	} catch (cause) {
		thrown = cause;
	}
	expect(thrown).toBe(reason);
});

it('tells whoever comes late at once', () => {
	const { end, told, hear } = ending();
	end.end(first);
	const off = end.onEnd(hear);
	expect(told).toEqual([first]);
	expect(off).not.toThrow();
});

it('does not tell who took it back', () => {
	const { end, told, hear } = ending();
	end.onEnd(hear)();
	end.end(first);
	expect(told).toEqual([]);
});

it('tells nobody twice who makes it end again', () => {
	const { end, told } = ending();
	end.onEnd((reason) => {
		told.push(reason);
		end.end(new Error('again'));
	});
	end.end(first);
	expect(told).toEqual([first]);
});

describe('what may never come', () => {
	/** Whether the wait took back what it had listened with: with many waits, one left behind by each would fill the memory. */
	function takenBack(end: Ending): jest.Mock {
		const off = jest.fn();
		jest.spyOn(end, 'onEnd').mockReturnValue(off);
		return off;
	}

	it('comes, and is listened for no longer', async () => {
		const { end } = ending();
		const off = takenBack(end);
		expect(await end.orEnd(Promise.resolve(7))).toBe(7);
		expect(off).toHaveBeenCalledTimes(1);
	});

	it('fails by itself, and is listened for no longer', async () => {
		const { end } = ending();
		const off = takenBack(end);
		await expect(end.orEnd(Promise.reject(new Error('own')))).rejects.toThrow('own');
		expect(off).toHaveBeenCalledTimes(1);
	});

	it('is left when the end comes first', async () => {
		const { end } = ending();
		const waiting = end.orEnd(never);
		end.end(first);
		await expect(waiting).rejects.toBe(first);
	});

	it('is not waited for when the end has come', async () => {
		const { end } = ending();
		end.end(first);
		await expect(end.orEnd(never)).rejects.toBe(first);
	});
});
