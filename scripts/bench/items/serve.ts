import type { INodeParameters } from 'n8n-workflow';
import type { Expected } from '../archives/writer';
import { findFault } from '../child/check';
import type { Output } from '../child/contender';
import { measure, type Measures } from '../child/measure';
import { wordsOf } from '../child/serve';
import type { Asked, ServerFacts } from './itemsServer';
import type { Way } from './scenarios';

/** What the parent hands over, as JSON in the last argument. */
export interface ItemsOrder {
	scenario: string;
	way: Way;
	/** Items of the input, each an archive. */
	archives: number;
	/** Archives at Once. */
	atOnce: number;
	server: ServerFacts;
	/** What the example of the provider tells Create Archive. */
	asking: { parameters: INodeParameters; credentials: string[] };
	/** What is in each of the archives. */
	files: Expected[];
}

/** What came of a run: files by `ITEM/PATH`, and why some are missing. */
export interface Came {
	outputs: Output[];
	refusal: string | null;
}

/** One way to get the archives. `run` is timed; what it returns is checked when the clock has stopped. */
export interface ItemsContender {
	run(order: ItemsOrder): Promise<Came>;
}

/** What goes back: the figures, what is wrong with the output, and what the services saw; or why there is nothing. */
export type ItemsVerdict = { measures: Measures; fault: string | null; asked: Asked } | { failed: string };

/** Archives of the run before the one that is measured: the code is loaded and warm then. */
const WARM_UP = 20;

/** A contender's whole process: warm up, measure once, check the output, report. */
export async function serveItems(contender: ItemsContender): Promise<void> {
	const order = JSON.parse(process.argv[2]) as ItemsOrder;
	const verdict = await judge(contender, order).catch((reason: unknown): ItemsVerdict => ({
		failed: wordsOf(reason),
	}));
	process.send?.(verdict, () => process.exit());
}

async function judge(contender: ItemsContender, order: ItemsOrder): Promise<ItemsVerdict> {
	const begin = `${order.server.control}/begin/${order.scenario}`;
	await fetch(begin);
	await contender.run({ ...order, archives: WARM_UP });
	for (let turn = 0; turn < 2; turn++) {
		global.gc?.();
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	await fetch(begin);
	const { result, measures } = await measure(async () => await contender.run(order));
	const asked = (await (await fetch(`${order.server.control}/asked`)).json()) as Asked;
	return { measures, asked, fault: await faultIn(order, result, asked) };
}

async function faultIn(
	{ archives, files }: ItemsOrder,
	{ outputs, refusal }: Came,
	{ tooMany }: Asked,
): Promise<string | null> {
	if (refusal !== null) {
		const came = new Set(outputs.map(({ path }) => path.split('/')[0])).size;
		return `${came} of ${archives} archives came, ${tooMany} answers were 429: ${refusal}`;
	}
	const wanted = Array.from({ length: archives }, (_, item) =>
		files.map((file) => ({ ...file, path: `${item}/${file.path}` })),
	);
	return await findFault(wanted.flat(), outputs);
}
