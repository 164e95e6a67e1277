import type { INode } from 'n8n-workflow';
import { Refusal } from '../../nodes/shared/base/refusal';
import type { Provider } from '../../nodes/shared/contract';
import { checkAtOnce, sideBySide, withStop } from '../../nodes/shared/run/sideBySide';
import { acme, contextWith } from './support';

const played: { provider: Provider } = { provider: acme({}) };
jest.mock('../../nodes/shared/providers', () => ({
	get providers() {
		return { acme: played.provider };
	},
}));

const items = Array.from({ length: 30 }, () => ({ json: {} }));

function context(
	options: Record<string, unknown> = {},
	onError: INode['onError'] = 'stopWorkflow',
	stop?: AbortSignal,
) {
	const values: Record<string, unknown> = { provider: 'acme', options };
	return contextWith(items, onError, {
		getNodeParameter: (name: string, _item: number, fallback: unknown) => values[name] ?? fallback,
		getExecutionCancelSignal: () => stop,
	});
}

const turn = async () => await new Promise<void>((next) => setImmediate(next));

/** How many are worked on at a time. */
async function mostAtOnce(options?: Record<string, unknown>): Promise<number> {
	let now = 0;
	let most = 0;
	const work = async (index: number) => {
		most = Math.max(most, ++now);
		// They begin one by one, in turns of their own.
		for (let left = 2 * items.length; left > 0; left--) await turn();
		now--;
		return index;
	};
	const results = await sideBySide(context(options), work, () => -1);
	expect(results).toEqual(items.map((_, index) => index));
	return most;
}

it.each<[string, Partial<Provider>, Record<string, unknown> | undefined, number]>([
	['by default', {}, undefined, 20],
	['as the user says', {}, { archivesAtOnce: 3 }, 3],
	['one after the other', {}, { archivesAtOnce: 1 }, 1],
	['as text from an expression', {}, { archivesAtOnce: '4' }, 4],
	['a part of one does not count', {}, { archivesAtOnce: 2.9 }, 2],
	['never more than memory is made for', {}, { archivesAtOnce: 1_000 }, 20],
	['as few as the service takes', { atOnce: 5 }, undefined, 5],
	['fewer than the service takes', { atOnce: 5 }, { archivesAtOnce: 2 }, 2],
	['one at a time where the option is no number', {}, { archivesAtOnce: 'many' }, 1],
	['one at a time where it is no number that ends', {}, { archivesAtOnce: 'Infinity' }, 1],
])('items are worked on %s', async (_name, facts, options, most) => {
	played.provider = acme(facts);
	expect(await mostAtOnce(options)).toBe(most);
});

it.each([
	['its bytes are here', true, 6],
	['it has ended', false, 3],
])('the next one begins when %s', async (_name, tells, most) => {
	let now = 0;
	let seen = 0;
	const work = async (index: number, _signal: AbortSignal, bytesHere: () => void) => {
		seen = Math.max(seen, ++now);
		if (tells) for (let often = 0; often < 3; often++) bytesHere();
		for (let left = 2 * items.length; left > 0; left--) await turn();
		now--;
		return index;
	};
	const results = await sideBySide(context({ archivesAtOnce: 3 }), work, () => -1);
	expect(results).toEqual(items.map((_, index) => index));
	// As many again may be stored at a time, and no more: each holds memory.
	expect(seen).toBe(most);
});

it('the reason is the first in time, whichever item is the first in line', async () => {
	const work = async (index: number) => {
		if (index < 2) for (let left = 100; left > 0; left--) await turn();
		return await Promise.reject(new Refusal(`No ${index}`, 'x'));
	};
	await expect(sideBySide(context(), work, () => -1)).rejects.toMatchObject({ message: 'No 2' });
});

it.each([0, -1, 'many', null])('an option of %p is refused by the item', (archivesAtOnce) => {
	const check = () => checkAtOnce(context({ archivesAtOnce }), 0);
	if (archivesAtOnce === null) expect(check).not.toThrow();
	else expect(check).toThrow('Archives at Once has to be a number of at least 1');
});

it('results come in the order of the items, whichever is done first', async () => {
	const work = async (index: number) => {
		for (let left = 10 - (index % 10); left > 0; left--) await turn();
		return index;
	};
	expect(await sideBySide(context(), work, () => -1)).toEqual(items.map((_, index) => index));
});

it('the first that does not go through stops those under way, and the others never begin', async () => {
	const begun: number[] = [];
	const stopped: number[] = [];
	const work = async (index: number, signal: AbortSignal) => {
		begun.push(index);
		if (index === 2) {
			while (begun.length < 4) await turn();
			return await Promise.reject(new Refusal('No', 'x'));
		}
		await new Promise<void>((resolve) => {
			signal.addEventListener('abort', () => resolve());
		});
		stopped.push(index);
		return index;
	};
	await expect(sideBySide(context({ archivesAtOnce: 4 }), work, () => -1)).rejects.toMatchObject({
		message: 'No',
		context: { itemIndex: 2 },
	});
	expect([begun, stopped]).toEqual([
		[0, 1, 2, 3],
		[0, 1, 3],
	]);
});

it('with Continue On Fail all others go on', async () => {
	const work = async (index: number) =>
		await (index % 2 === 0 ? Promise.resolve(index) : Promise.reject(new Refusal('No', 'x')));
	const results = await sideBySide<unknown>(
		context({}, 'continueRegularOutput'),
		work,
		({ pairedItem }) => pairedItem,
	);
	expect(results).toEqual(items.map((_, item) => (item % 2 === 0 ? item : { item })));
});

it.each([true, false])('Stop ends all, with Continue On Fail too (stopped before: %p)', async (before) => {
	const ours = new AbortController();
	if (before) ours.abort();
	const begun: number[] = [];
	const work = async (index: number, signal: AbortSignal) => {
		begun.push(index);
		while (begun.length < 10) await turn();
		ours.abort();
		if (signal.reason instanceof Error) throw signal.reason;
		return index;
	};
	const given = context({ archivesAtOnce: 10 }, 'continueRegularOutput', ours.signal);
	const result = sideBySide(given, work, () => -1);
	await expect(result).rejects.toMatchObject({ message: 'The execution was stopped' });
	expect(begun).toHaveLength(before ? 0 : 10);
});

it('the next one does not begin where the one before has ended the node', async () => {
	const begun: number[] = [];
	const work = async (index: number) => {
		begun.push(index);
		return await Promise.reject(new Refusal('No', 'x'));
	};
	await expect(sideBySide(context({ archivesAtOnce: 1 }), work, () => -1)).rejects.toThrow('No');
	expect(begun).toEqual([0]);
});

it.each([true, false])('a Stop that comes when all is done is nobody’s any more (well: %p)', async (well) => {
	const stop = new AbortController();
	const ours: AbortSignal[] = [];
	const given = context({}, 'stopWorkflow', stop.signal);
	const done = withStop(given, async (signal) => {
		ours.push(signal);
		return await (well ? Promise.resolve('done') : Promise.reject(new Refusal('No', 'x')));
	});
	if (well) expect(await done).toBe('done');
	else await expect(done).rejects.toThrow('No');
	stop.abort();
	expect(ours.map(({ aborted }) => aborted)).toEqual([false]);
});

it('without items nothing is asked of n8n', async () => {
	const getNodeParameter = jest.fn();
	const bare = contextWith([], 'stopWorkflow', {
		getNodeParameter,
		getExecutionCancelSignal: () => undefined,
	});
	expect(
		await sideBySide(
			bare,
			async (index) => await Promise.resolve(index),
			() => -1,
		),
	).toEqual([]);
	expect(getNodeParameter).not.toHaveBeenCalled();
});

it('works on items where no service is chosen: they say so themselves', async () => {
	const nobody = contextWith(items.slice(0, 2), 'stopWorkflow', {
		getNodeParameter: (_name: string, _item: number, fallback: unknown) => fallback,
		getExecutionCancelSignal: () => undefined,
	});
	expect(
		await sideBySide(
			nobody,
			async (index) => await Promise.resolve(index),
			() => -1,
		),
	).toEqual([0, 1]);
});
