import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { numberField, type Fields } from '../base/fields';
import { gateOf } from '../base/gate';
import { onStop } from '../base/onStop';
import { Stopped } from '../base/stopped';
import { DEFAULT_AT_ONCE, MOST_AT_ONCE } from '../panel/atOnceField';
import { providerIn } from './chosen';
import { allGroups, oneByOne } from './items';
import { nodeFields } from './nodeFields';

/** Archives that are worked on, for each that a service is asked for: the bytes of those beyond are here, and n8n stores them. */
const WITH_THOSE_THAT_ARE_HERE = 2;

/**
 * What is done for one input item.
 * @param signal given when the execution is stopped, or another item has ended the node
 * @param bytesHere lets the next one begin: what the service has to do much for is done. It may be called more than once.
 */
export type SideWork<Result> = (
	itemIndex: number,
	signal: AbortSignal,
	bytesHere: () => void,
) => Promise<Result>;

/** The same for items that belong together. */
export type GroupSideWork<Result> = (
	items: readonly number[],
	signal: AbortSignal,
	bytesHere: () => void,
) => Promise<Result>;

/** What is done when all items have gone through, while a Stop is still heard by what was begun for them. */
export type AfterAll = (stopAll: () => void) => Promise<void>;

/**
 * Works on items side by side, as many at a time as the option and the provider allow, and gives the results in the order of
 * the items. What ends the node ends all that is under way, and what has not begun never does.
 */
export async function sideBySide<Result>(
	context: IExecuteFunctions,
	work: SideWork<Result>,
	failed: (item: INodeExecutionData) => Result,
	afterAll?: AfterAll,
): Promise<Result[]> {
	const oneItem: GroupSideWork<Result> = async ([item], signal, bytesHere) =>
		await work(item, signal, bytesHere);
	return await groupsSideBySide(context, oneByOne(context), oneItem, failed, afterAll);
}

/** The same with groups of items in place of items. */
export async function groupsSideBySide<Result>(
	context: IExecuteFunctions,
	groups: ReadonlyArray<readonly number[]>,
	work: GroupSideWork<Result>,
	failed: (item: INodeExecutionData) => Result,
	afterAll?: AfterAll,
): Promise<Result[]> {
	const most = atOnce(context);
	const asking = gateOf(most);
	const working = gateOf(WITH_THOSE_THAT_ARE_HERE * most);
	return await withStop(context, async (signal, stopAll) => {
		const oneOf = async (items: readonly number[], bytesHere: () => void): Promise<Result> => {
			if (signal.aborted) throw new Stopped();
			// Before the next one takes the place: where one ends the node, no other is to begin.
			return await work(items, signal, bytesHere).catch(async (cause: unknown) => {
				if (!context.continueOnFail()) stopAll();
				return await Promise.reject(cause);
			});
		};
		const inTurn = async (items: readonly number[]): Promise<Result> =>
			await working(async () => await asking(async (leave) => await oneOf(items, leave)));
		const results = await allGroups(context, groups, inTurn, failed, stopAll);
		await afterAll?.(stopAll);
		return results;
	});
}

/** A signal that the execution's Stop gives, and the work itself may give. */
export async function withStop<Result>(
	context: IExecuteFunctions,
	work: (signal: AbortSignal, stopAll: () => void) => Promise<Result>,
): Promise<Result> {
	const ours = new AbortController();
	const stopAll = () => ours.abort(new Stopped());
	const stop = context.getExecutionCancelSignal();
	const off = onStop(stop, stopAll);
	if (stop?.aborted) stopAll();
	try {
		return await work(ours.signal, stopAll);
	} finally {
		off();
	}
}

/** The option's value for an item. @throws Refusal when it is no number, or less than one */
export function checkAtOnce(context: IExecuteFunctions, itemIndex: number): void {
	numberField(nodeFields(context, itemIndex), 'archivesAtOnce', 'Archives at Once', DEFAULT_AT_ONCE, 1);
}

/** As many as the options of the first item say; one where they can't be worked out, which is told as the failure of their item. */
function atOnce(context: IExecuteFunctions): number {
	if (context.getInputData().length === 0) return 1;
	try {
		return mostAtOnce(nodeFields(context, 0));
	} catch {
		return 1;
	}
}

/** As many as the user allows, the service takes, and memory is made for. */
function mostAtOnce(fields: Fields): number {
	const wanted = Number(fields.get('archivesAtOnce', DEFAULT_AT_ONCE));
	const taken = providerIn(fields)?.atOnce ?? Infinity;
	// What is no number is refused by the items themselves.
	return Number.isFinite(wanted) && wanted >= 1 ? Math.min(Math.floor(wanted), MOST_AT_ONCE, taken) : 1;
}
