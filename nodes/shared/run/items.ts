import type { IExecuteFunctions, INode, INodeExecutionData, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

/** Which input items an output item comes from. */
export function pairedWith(itemIndexes: readonly number[]): INodeExecutionData['pairedItem'] {
	return itemIndexes.length === 1 ? { item: itemIndexes[0] } : itemIndexes.map((item) => ({ item }));
}

/** What is done for one input item. */
export type Work<Result> = (itemIndex: number) => Promise<Result>;

/**
 * Does the work for every item, one after the other. With Continue On Fail an item that did not go through
 * is told by `failed`, and the others go on; without it the first one ends the node.
 */
export async function eachItem<Result>(
	context: IExecuteFunctions,
	work: Work<Result>,
	failed: (item: INodeExecutionData) => Result,
): Promise<Result[]> {
	const results: Result[] = [];
	for (let itemIndex = 0; itemIndex < context.getInputData().length; itemIndex++) {
		results.push(await guarded(context, [itemIndex], () => work(itemIndex), failed));
	}
	return results;
}

/** The same for work on all items at once. The first failure without Continue On Fail calls `stopOthers`. */
export async function allItems<Result>(
	context: IExecuteFunctions,
	work: Work<Result>,
	failed: (item: INodeExecutionData) => Result,
	stopOthers: () => void,
): Promise<Result[]> {
	const running = context
		.getInputData()
		.map((_, itemIndex) => guarded(context, [itemIndex], () => work(itemIndex), failed));
	const first = Promise.all(running);
	first.catch(stopOthers);
	await Promise.allSettled(running);
	return await first;
}

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
		if (!context.continueOnFail()) return await Promise.reject(error);
		const { message, description } = error;
		// Only these keys: by them n8n sends an item to the error output. Before 2.40 it knows no others (`details`), and
		// an item that carries the error itself loses all words but the first.
		return failed({
			json: { error: message, ...(description ? { message: `${message}: ${description}` } : {}) },
			pairedItem: pairedWith(itemIndexes),
		});
	}
}

/** What went wrong as n8n shows it, with the item. */
export function nodeError(node: INode, cause: unknown, itemIndex: number): NodeApiError | NodeOperationError {
	if (cause instanceof NodeOperationError || cause instanceof NodeApiError) {
		cause.context.itemIndex ??= itemIndex;
		return cause;
	}
	const message = cause instanceof Error ? cause.message : String(cause);
	const description = textIn(cause, 'description');
	const status = numberIn(cause, 'status');
	if (status === null) return new NodeOperationError(node, message, { description, itemIndex });
	const facts: JsonObject = { message, httpCode: String(status), code: textIn(cause, 'code') ?? null };
	return new NodeApiError(node, facts, { message, description, httpCode: String(status), itemIndex });
}

function textIn(value: unknown, key: string): string | undefined {
	const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
	return typeof found === 'string' && found !== '' ? found : undefined;
}

function numberIn(value: unknown, key: string): number | null {
	const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
	return typeof found === 'number' ? found : null;
}
