import type { Page } from 'playwright-core';
import type { Behaviour } from '../../../test/sandbox';
import { plainNode, inLine } from '../lib/dataFramer';
import { importWorkflow } from '../lib/runs';
import { until } from '../lib/until';
import type { Workbench } from '../lib/workbench';

/** A list of one service, in a node that is set up for it. */
interface List {
	provider: Lengthy;
	credential: string;
	/** What n8n sets as the credential is picked. */
	authentication: string;
	field: string;
}

type Lengthy = {
	[Name in keyof Behaviour]: Behaviour[Name] extends { listed: number | null } ? Name : never;
}[keyof Behaviour];

const LISTS: List[] = [
	{
		provider: 'alfresco',
		credential: 'alfrescoBasicApi',
		authentication: 'alfresco.basic',
		field: 'alfrescoNodes',
	},
	{
		provider: 'box',
		credential: 'boxClientCredentialsApi',
		authentication: 'box.clientCredentials',
		field: 'boxItems',
	},
	{
		provider: 'dataFramer',
		credential: 'dataFramerApi',
		authentication: 'dataFramer.apiKey',
		field: 'runId',
	},
	{
		provider: 'gumloop',
		credential: 'gumloopApi',
		authentication: 'gumloop.apiKey',
		field: 'gumloopFlow',
	},
	{
		provider: 'hoody',
		credential: 'hoodyApi',
		authentication: 'hoody.none',
		field: 'hoodyDirectory',
	},
];

const COUNTS = [0, 1, 1_000, 50_000];
/** Milliseconds from the service's last answer to something on the screen. */
const LONGEST = 1_000;
/** Calls for what the first look at a list shows: n8n itself asks for a second page where the first does not fill it. */
const MOST_CALLS = 4;
/** Calls while somebody types a name: n8n waits for a pause, and a list may take two. */
const MOST_WHILE_TYPING = 4;
/** Milliseconds in which nobody asks any more. */
const QUIET = 1_500;
const LAST = 'Entry 49999';

/** What opening a list came to. */
export interface Opened {
	provider: string;
	entries: number;
	/** What is to be seen: how many entries, or why none. */
	shown: string;
	/** Milliseconds from the click, and from the service's last answer before it. */
	fromClick: number;
	fromAnswer: number;
	requests: number;
	/** What was found by its name, in so many requests. */
	found: string;
	wrong: string[];
}

/** Opens each service's list in the panel, of nothing, one, a thousand and fifty thousand. */
export async function openLists(page: Page, bench: Workbench): Promise<Opened[]> {
	const all: Opened[] = [];
	for (const list of LISTS) {
		const { packageName, session, credentials, sandbox } = bench;
		const found = credentials.find(({ type }) => type === list.credential);
		const { provider, authentication, credential } = list;
		const parameters = { archiveFrom: 'new', authentication };
		const asking = plainNode('Download', `${packageName}.downloadArchive`, parameters, 2);
		const { id } = await importWorkflow(
			session,
			inLine(`A list of ${provider}`, [
				plainNode('Start', 'n8n-nodes-base.manualTrigger'),
				{ ...asking, credentials: { [credential]: { id: found?.id ?? null, name: found?.name ?? '' } } },
			]),
		);
		for (const count of COUNTS) {
			sandbox.reset();
			sandbox.behaviour[provider].listed = count;
			const opened = await open(page, bench, `${bench.instance.origin}/workflow/${id}`, list, count);
			const { shown, fromClick, fromAnswer, requests, found: byName } = opened;
			console.log(
				`  ${provider}, ${count}: ${shown}, ${fromClick} ms, ${fromAnswer} ms from the answer, ${requests} requests; ${byName}`,
			);
			all.push(opened);
		}
	}
	bench.sandbox.reset();
	return all;
}

async function open(
	page: Page,
	{ sandbox }: Workbench,
	address: string,
	{ provider, field }: List,
	count: number,
): Promise<Opened> {
	const calls = () => sandbox.requests.filter(({ url }) => !/token|ticket/.test(url));
	await page.goto(address);
	await page.locator('[data-test-id=canvas-node][data-node-name="Download"]').dblclick();
	const input = page.locator(`[data-test-id=resource-locator-${field}] [data-test-id=rlc-input]`);
	await input.waitFor();
	const item = page.locator('[data-test-id=rlc-item]');
	const refusal = page.locator('[data-test-id=rlc-error-message], [data-test-id=rlc-error-container]');
	const clicked = Date.now();
	await input.click();
	await item.or(refusal).first().waitFor({ timeout: 30_000 });
	const seen = Date.now();
	const answered = Math.max(clicked, ...calls().map(({ finishedAt }) => finishedAt ?? 0));
	await quiet(() => calls().length);
	const requests = calls().length;
	const shown =
		(await item.count()) > 0
			? `${await item.count()} entries`
			: (await refusal.first().innerText()).replaceAll('\n', ' ').slice(0, 60);
	const wrong: string[] = [];
	if (seen - answered > LONGEST) wrong.push(`${seen - answered} ms from the answer`);
	if (requests > MOST_CALLS) wrong.push(`${requests} requests`);
	if (count === 0 && !/[a-z]+ [a-z]+ [a-z]+/i.test(shown) && !shown.startsWith('1 '))
		wrong.push('an empty list says nothing');
	let told = '';
	if (count === Math.max(...COUNTS)) {
		sandbox.requests.length = 0;
		await page.locator('[data-test-id=rlc-search] input, input[data-test-id=rlc-search]').first().click();
		await page.keyboard.type(LAST, { delay: 60 });
		const last = item.filter({ hasText: LAST });
		const isThere = await last
			.first()
			.waitFor({ timeout: 15_000 })
			.then(
				() => true,
				() => false,
			);
		await quiet(() => calls().length);
		told = `${isThere ? LAST : 'nothing'}, ${calls().length} requests`;
		if (!isThere && provider !== 'box') wrong.push('the last entry is not found');
		if (calls().length > MOST_WHILE_TYPING) wrong.push(`${calls().length} requests while typing`);
	}
	const fromClick = seen - clicked;
	return {
		provider,
		entries: count,
		shown,
		fromClick,
		fromAnswer: seen - answered,
		requests,
		found: told,
		wrong,
	};
}

/** Waits until nobody has asked for a while. */
async function quiet(count: () => number): Promise<void> {
	let last = count();
	let since = Date.now();
	await until('the service to be left alone', { timeout: 30_000, every: 100 }, () => {
		if (count() !== last) {
			last = count();
			since = Date.now();
		}
		return Date.now() - since > QUIET ? true : undefined;
	});
}
