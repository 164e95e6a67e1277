import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { Refusal } from '../base/refusal';
import { Stopped } from '../base/stopped';
import { Breath } from '../zip/engine/eventLoopTurn';

/** Which input items an output item comes from. */
export function pairedWith(itemIndexes: readonly number[]): INodeExecutionData['pairedItem'] {
	return itemIndexes.length === 1 ? { item: itemIndexes[0] } : itemIndexes.map((item) => ({ item }));
}

/**
 * So many begin in a turn of the event loop of their own. Begun all at once they went on in step: every request was sent when the
 * answers to all others had been read, which with twenty took a quarter longer.
 */
const IN_TURN = 20;

/** What is done for one input item. */
export type Work<Result> = (itemIndex: number) => Promise<Result>;

/** What is done for items that belong together. */
export type GroupWork<Result> = (items: readonly number[]) => Promise<Result>;

/**
 * Does the work for all items at once, and gives the results in the order of the items. With Continue On Fail an item that did
 * not go through is told by `failed`, and the others go on; without it the first failure calls `stopOthers` and ends the node.
 */
export async function allItems<Result>(
	context: IExecuteFunctions,
	work: Work<Result>,
	failed: (item: INodeExecutionData) => Result,
	stopOthers: () => void,
): Promise<Result[]> {
	return await allGroups(context, oneByOne(context), async ([item]) => work(item), failed, stopOthers);
}

/** The same for groups of items: a group goes through or fails as one. */
export async function allGroups<Result>(
	context: IExecuteFunctions,
	groups: ReadonlyArray<readonly number[]>,
	work: GroupWork<Result>,
	failed: (item: INodeExecutionData) => Result,
	stopOthers: () => void,
): Promise<Result[]> {
	const running: Array<Promise<Result>> = [];
	const failures: unknown[] = [];
	const breath = new Breath();
	for (const items of groups) {
		const one = guarded(context, items, () => work(items), failed);
		one.catch((reason: unknown) => {
			failures.push(reason);
			stopOthers();
		});
		running.push(one);
		if (running.length <= IN_TURN || breath.due) await breath.take();
	}
	await Promise.allSettled(running);
	if (failures.length > 0) return await Promise.reject(failures[0]);
	return await Promise.all(running);
}

/** Each input item as a group of its own. */
export function oneByOne(context: IExecuteFunctions): number[][] {
	return context.getInputData().map((_, itemIndex) => [itemIndex]);
}

/** What a Stop has become: guards may stand inside of others, and none of them goes on after it. */
const stops = new WeakSet<Error>();

/** Runs work that belongs to some input items, and puts their number and words on whatever goes wrong. */
export async function guarded<Result>(
	context: IExecuteFunctions,
	itemIndexes: readonly number[],
	work: () => Promise<Result>,
	failed: (item: INodeExecutionData) => Result,
): Promise<Result> {
	try {
		return await work();
	} catch (cause) {
		const error = nodeError(context.getNode(), cause, itemIndexes[0]);
		// A Stop is nobody's failure: there is nothing to go on with.
		if (cause instanceof Stopped) stops.add(error);
		if (!context.continueOnFail() || stops.has(error)) return await Promise.reject(error);
		return failed(errorItem(context, error, itemIndexes));
	}
}

/**
 * An item that says what went wrong. In n8n's error output it may have these two keys only: by them n8n knows it, and before
 * 2.40 by no others (`details`); an item that carries the error itself loses all words but the first. So the code ends the
 * message, and stands by itself where n8n leaves the item alone.
 */
function errorItem(
	context: IExecuteFunctions,
	error: NodeApiError | NodeOperationError,
	itemIndexes: readonly number[],
): INodeExecutionData {
	const { message, description } = error;
	const { code } = error.context;
	const said = typeof description === 'string' && description !== '' ? `: ${description}` : '';
	const json: IDataObject = { error: message };
	if (typeof code === 'string') {
		json.message = `${message}${said} (${code})`;
		if (context.getNode().onError !== 'continueErrorOutput') json.code = code;
	} else if (said !== '') {
		json.message = `${message}${said}`;
	}
	return { json, pairedItem: pairedWith(itemIndexes) };
}

/** What went wrong as n8n shows it, with the item. */
export function nodeError(node: INode, cause: unknown, itemIndex: number): NodeApiError | NodeOperationError {
	if (cause instanceof NodeOperationError || cause instanceof NodeApiError) {
		cause.context.itemIndex ??= itemIndex;
		return cause;
	}
	const error =
		cause instanceof Refusal ? errorOf(node, cause, itemIndex) : unknownError(node, cause, itemIndex);
	error.context.itemIndex = itemIndex;
	return error;
}

function errorOf(node: INode, refusal: Refusal, itemIndex: number): NodeApiError | NodeOperationError {
	const { message, description, status, code, serviceCode } = refusal;
	const error =
		status === null
			? new NodeOperationError(node, message, { description, itemIndex })
			: new NodeApiError(
					node,
					{ message, httpCode: String(status), code: serviceCode },
					{ message, description, httpCode: String(status), itemIndex },
				);
	error.context.code = code;
	if (serviceCode !== null) error.context.serviceCode = serviceCode;
	return error;
}

/** A Stop, or something that nobody foresaw. */
function unknownError(node: INode, cause: unknown, itemIndex: number): NodeOperationError {
	const message = cause instanceof Error ? cause.message : String(cause);
	const description = cause instanceof Stopped ? cause.description : undefined;
	return new NodeOperationError(node, message, { description, itemIndex });
}
