import { NodeApiError, NodeOperationError, type INode, type INodeExecutionData } from 'n8n-workflow';
import { Refusal } from '../../nodes/shared/base/refusal';
import { Stopped } from '../../nodes/shared/base/stopped';
import { allItems, guarded, nodeError, pairedWith } from '../../nodes/shared/run/items';
import { Breath } from '../../nodes/shared/zip/engine/eventLoopTurn';
import { contextWith } from './support';

const node = contextWith([]).getNode();
const plain = new Refusal('The list is empty', 'Fill it.', { code: 'BAD_INPUT' });
const answered = new Refusal('Acme has no such file', 'Look again.', {
	code: 'NOT_FOUND',
	status: 404,
	serviceCode: 'no_file',
});

describe('what n8n is told', () => {
	it('is an operation that did not go through, where no answer came', () => {
		const error = nodeError(node, plain, 3);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({ message: 'The list is empty', description: 'Fill it.', node });
		expect(error.context).toMatchObject({ itemIndex: 3, code: 'BAD_INPUT' });
		expect(error.context).not.toHaveProperty('serviceCode');
	});

	it('is an API error with the status, where an answer came', () => {
		const error = nodeError(node, answered, 0);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: 'Acme has no such file',
			description: 'Look again.',
			httpCode: '404',
			node,
		});
		expect(error.context).toMatchObject({ itemIndex: 0, code: 'NOT_FOUND', serviceCode: 'no_file' });
	});

	it('keeps the network’s own code', () => {
		const cause = new Refusal('Nobody answers', 'Check it.', {
			code: 'UNREACHABLE',
			serviceCode: 'ECONNREFUSED',
		});
		expect(nodeError(node, cause, 0).context).toMatchObject({ serviceCode: 'ECONNREFUSED' });
	});

	it('is told of a Stop as such, without a code', () => {
		const error = nodeError(node, new Stopped(), 1);
		expect(error).toMatchObject({
			message: 'The execution was stopped',
			description: expect.stringContaining('pressed Stop') as string,
		});
		expect(error.context).toMatchObject({ itemIndex: 1 });
		expect(error.context).not.toHaveProperty('code');
	});

	it.each([
		['an error that nobody foresaw', new TypeError('x is no function'), 'x is no function'],
		['what is no error', 'just text', 'just text'],
	])('keeps the words of %s', (_name, cause, message) => {
		const error = nodeError(node, cause, 2);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({ message, context: { itemIndex: 2 } });
		expect(error.context).not.toHaveProperty('code');
	});

	it.each([
		[undefined, 4],
		[0, 0],
		[7, 7],
	])('an error of n8n’s own with the item %p stays, with the item %p', (itemIndex, expected) => {
		for (const own of [
			new NodeOperationError(node, 'own', { itemIndex }),
			new NodeApiError(node, { message: 'own' }, { message: 'own', itemIndex }),
		]) {
			expect(nodeError(node, own, 4)).toBe(own);
			expect(own.context.itemIndex).toBe(expected);
		}
	});
});

describe('an item that did not go through', () => {
	const itemFor = async (cause: unknown, onError: INode['onError'], indexes = [0]) => {
		const work = async () => await Promise.reject(cause);
		return await guarded<INodeExecutionData>(contextWith([], onError), indexes, work, (item) => item);
	};

	it.each<[string, Refusal, string]>([
		['without an answer', plain, 'The list is empty: Fill it. (BAD_INPUT)'],
		['with an answer', answered, 'Acme has no such file: Look again. (NOT_FOUND)'],
		['without a description', new Refusal('No', '', { code: 'NOT_ALLOWED' }), 'No (NOT_ALLOWED)'],
	])('says it with its code at the end of the message, %s', async (_name, cause, message) => {
		const { message: error, code } = cause;
		expect((await itemFor(cause, 'continueRegularOutput')).json).toEqual({ error, message, code });
		// In the error output n8n knows such items by these two keys and no others.
		expect((await itemFor(cause, 'continueErrorOutput')).json).toEqual({ error, message });
	});

	it.each([
		['with a description', 'Fill it.', { error: 'own', message: 'own: Fill it.' }],
		['without one', undefined, { error: 'own' }],
		['with an empty one', '', { error: 'own' }],
	])('says what another error of n8n’s own says, %s', async (_name, description, json) => {
		const own = new NodeOperationError(node, 'own', { description });
		expect((await itemFor(own, 'continueErrorOutput')).json).toEqual(json);
	});

	it('has no code where there is none', async () => {
		expect((await itemFor(new TypeError('x'), 'continueRegularOutput')).json).toEqual({ error: 'x' });
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'is none where somebody pressed Stop: that ends the node with %s too',
		async (onError) => {
			await expect(itemFor(new Stopped(), onError)).rejects.toMatchObject({
				message: 'The execution was stopped',
				context: { itemIndex: 0 },
			});
		},
	);

	it('is none either where one guard stands inside of another', async () => {
		const context = contextWith([], 'continueRegularOutput');
		const inner = async () =>
			await guarded(context, [3], async () => await Promise.reject(new Stopped()), String);
		await expect(guarded(context, [0], inner, String)).rejects.toMatchObject({
			message: 'The execution was stopped',
			context: { itemIndex: 3 },
		});
	});

	it('names the items that it comes from', async () => {
		expect((await itemFor(plain, 'continueRegularOutput', [2])).pairedItem).toEqual({ item: 2 });
		expect((await itemFor(plain, 'continueRegularOutput', [0, 1])).pairedItem).toEqual([
			{ item: 0 },
			{ item: 1 },
		]);
		expect(pairedWith([])).toEqual([]);
	});

	it('ends the node where it is to stop, with the first of its items', async () => {
		await expect(itemFor(plain, 'stopWorkflow', [5, 6])).rejects.toMatchObject({
			message: 'The list is empty',
			context: { itemIndex: 5, code: 'BAD_INPUT' },
		});
	});
});

const three = [{ json: {} }, { json: {} }, { json: {} }];

describe('all items at once', () => {
	it('does them side by side, and gives their results in order', async () => {
		const begun: number[] = [];
		let release = () => {};
		const gate = new Promise<void>((resolve) => (release = resolve));
		const result = allItems(
			contextWith(three),
			async (index) => {
				begun.push(index);
				if (index === 0) await gate;
				else release();
				return index;
			},
			() => -1,
			() => begun.push(-1),
		);
		expect(await result).toEqual([0, 1, 2]);
		expect(begun).toEqual([0, 1, 2]);
	});

	it('stops the others at the first that does not go through, and waits for them to end', async () => {
		const ended: number[] = [];
		let stop = () => {};
		const stopped = new Promise<void>((resolve) => (stop = resolve));
		const result = allItems(
			contextWith(three),
			async (index) => {
				if (index === 1) return await Promise.reject(plain);
				await stopped;
				ended.push(index);
				return await Promise.reject(new Stopped());
			},
			() => -1,
			stop,
		);
		await expect(result).rejects.toMatchObject({ message: 'The list is empty', context: { itemIndex: 1 } });
		expect(ended).toEqual([0, 2]);
	});

	it('takes no other along with Continue On Fail', async () => {
		const stop = jest.fn();
		const work = async (index: number) =>
			index === 1 ? await Promise.reject(plain) : await Promise.resolve(index);
		const result = allItems<unknown>(
			contextWith(three, 'continueRegularOutput'),
			work,
			({ pairedItem }) => pairedItem,
			stop,
		);
		expect(await result).toEqual([0, { item: 1 }, 2]);
		expect(stop).not.toHaveBeenCalled();
	});

	it.each([
		[false, 20],
		[true, 25],
	])('begins the first twenty in turns of their own (others wait for one: %p)', async (due, turns) => {
		jest.spyOn(Breath.prototype, 'due', 'get').mockReturnValue(due);
		const take = jest.spyOn(Breath.prototype, 'take').mockResolvedValue();
		const items = Array.from({ length: 25 }, () => ({ json: {} }));
		const work = async (index: number) => await Promise.resolve(index);
		expect(await allItems(contextWith(items), work, Number, () => undefined)).toHaveLength(25);
		expect(take).toHaveBeenCalledTimes(turns);
		jest.restoreAllMocks();
	});
});
