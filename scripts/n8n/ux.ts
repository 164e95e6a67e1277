/**
 * `npm run test:ux [-- --required] [-- --only build,words,tool,drag,preview,lists]`: what a person meets in the editor of a real n8n, in headless Chromium, in figures: clicks from
 * an empty canvas to green, lists of any length, the words of credential tests, fields before the first run, ids dragged in, the node as a tool.
 * The exit code is 0 only if every bar is kept.
 */
import { checkDragging } from './ux/drag';
import { checkPreview } from './ux/preview';
import { openLists } from './ux/lists';
import { build, type Built } from './ux/build';
import { plans, type Plan } from './ux/plans';
import { checkToolAlone } from './ux/tool';
import { checkWrongInput } from './ux/wrongInput';
import { printTable } from '../table';
import { Checks } from './lib/checks';
import { createCredential, credentialTypes, type StoredCredential } from './lib/credentials';
import { installN8n, N8N_VERSION } from './lib/install';
import { orSkip } from './lib/skip';
import { createCredentials, openWorkbench, type Workbench } from './lib/workbench';
import { openEditor, startBrowser } from './pictures/browser';
import type { Page } from 'playwright-core';

/** Clicks from an empty canvas to green, where the credential is there. */
const MOST_CLICKS = 12;

const PARTS = ['build', 'words', 'tool', 'drag', 'preview', 'lists'] as const;
type Part = (typeof PARTS)[number];

async function main(): Promise<void> {
	const parts = chosenParts();
	const installed = await orSkip(`n8n ${N8N_VERSION}`, () => installN8n(console.log));
	const browser = await orSkip('Chromium', startBrowser);
	console.log(`Packing the package and starting n8n ${N8N_VERSION} with the sandbox beside it.`);
	const bench = await openWorkbench(installed);
	const page = await openEditor(browser, bench.instance.origin, 'light');
	const wrong: string[] = [];

	const tryAll: Record<Part, () => Promise<string[]>> = {
		build: async () => await tryBuilding(page, bench),
		lists: async () => await tryLists(page, bench),
		words: async () => await tryWords(bench),
		preview: async () => await tryChecks((checks) => checkPreview(page, bench, checks)),
		drag: async () => await tryChecks((checks) => checkDragging(page, bench, checks)),
		tool: async () => await tryChecks((checks) => checkToolAlone(bench, checks)),
	};
	for (const part of parts) {
		if (part !== 'build' && bench.credentials.length === 0) await createCredentials(bench);
		console.log('');
		wrong.push(...(await tryAll[part]()));
	}

	console.log(
		wrong.length === 0 ? '\nEvery bar is kept.' : `\nMissed:\n${wrong.map((one) => `  ${one}`).join('\n')}`,
	);
	await browser.close();
	await bench.instance.child.stop();
	await bench.sandbox.close();
	process.exit(wrong.length === 0 ? 0 : 1);
}

/** The parts that were named, or all, in the order in which they are tried. @throws for a part that is none */
function chosenParts(): Part[] {
	const at = process.argv.indexOf('--only');
	if (at < 0) return [...PARTS];
	const named = (process.argv.at(at + 1) ?? '').split(',');
	const unknown = named.filter((name) => !PARTS.some((part) => part === name));
	if (unknown.length > 0)
		throw new Error(`There is no part "${unknown.join(', ')}": --only takes ${PARTS.join(', ')}`);
	return PARTS.filter((part) => named.includes(part));
}

/** Each of these tells a part in a table, and gives the bars that it misses. */
async function tryBuilding(page: Page, bench: Workbench): Promise<string[]> {
	const services = await plans(bench.sandbox);
	const alone = await inTurn(services, async (plan) => await builtAlone(page, bench, plan));
	// n8n fills in the newest credential by itself. It is none of these, as it is for people who have several services.
	const older = await inTurn(services, async (plan) => await storedFor(bench, plan));
	await createCredentials(bench);
	console.log(`  Among ${older.length + bench.credentials.length} credentials:`);
	const among = await inTurn(services, async (plan) => {
		const stored = older[services.indexOf(plan)];
		return await tried(page, bench, plan, stored);
	});
	for (const { id } of older) await bench.session.raw('DELETE', `/rest/credentials/${id}`);
	return tellBuilt(services, alone, among);
}

async function tryLists(page: Page, bench: Workbench): Promise<string[]> {
	const lists = await openLists(page, bench);
	printTable(
		['List', 'Entries', 'Shown', 'From click', 'From answer', 'Requests', 'Found by name', 'Result'],
		lists.map((one) => [
			one.provider,
			one.entries.toLocaleString('en'),
			one.shown,
			`${one.fromClick} ms`,
			`${one.fromAnswer} ms`,
			String(one.requests),
			one.found,
			one.wrong.join(', ') || 'ok',
		]),
	);
	return lists.flatMap(({ provider, entries, wrong }) =>
		wrong.map((one) => `${provider}, ${entries}: ${one}`),
	);
}

async function tryWords(bench: Workbench): Promise<string[]> {
	const words = await checkWrongInput(bench);
	printTable(
		['Credential', 'Wrong input', 'Result', 'Words'],
		words.map((one) => [one.credential, one.kind, one.wrong ? 'NO' : 'ok', one.said]),
	);
	return words.filter((one) => one.wrong).map((one) => `${one.credential}, ${one.kind}: "${one.said}"`);
}

async function tryChecks(check: (checks: Checks) => Promise<void>): Promise<string[]> {
	const checks = new Checks();
	await check(checks);
	return checks.summary() ? [] : ['a line of the table above that says NO'];
}

type Outcome = Built | { refused: string };

async function builtAlone(page: Page, bench: Workbench, plan: Plan): Promise<Outcome> {
	const stored = await storedFor(bench, plan);
	const outcome = await tried(page, bench, plan, stored);
	await bench.session.raw('DELETE', `/rest/credentials/${stored.id}`);
	return outcome;
}

async function storedFor(
	{ session, sandbox }: Workbench,
	{ service, credential, data }: Plan,
): Promise<StoredCredential> {
	const type = credentialTypes().find(({ name }) => name === credential);
	if (type === undefined) throw new Error(`The package has no credential ${credential}`);
	sandbox.reset();
	return await createCredential(session, type, data, `My ${service} (${type.displayName})`);
}

async function tried(page: Page, bench: Workbench, plan: Plan, stored: StoredCredential): Promise<Outcome> {
	const outcome = await build(page, bench, plan, stored).catch((error: unknown) => ({
		refused: error instanceof Error ? error.message : String(error),
	}));
	bench.sandbox.reset();
	const told =
		'refused' in outcome ? outcome.refused : `${outcome.clicks.length} clicks: ${outcome.clicks.join(' · ')}`;
	console.log(`  ${'refused' in outcome ? '✗' : '✓'} ${plan.service}, ${plan.credential}: ${told}`);
	return outcome;
}

async function inTurn<One, Made>(all: One[], make: (one: One) => Promise<Made>): Promise<Made[]> {
	const made: Made[] = [];
	for (const one of all) made.push(await make(one));
	return made;
}

function tellBuilt(services: Plan[], alone: Outcome[], among: Outcome[]): string[] {
	const wrong: string[] = [];
	const clicksOf = (outcome: Outcome) => ('clicks' in outcome ? String(outcome.clicks.length) : '–');
	const missedBy = (outcome: Outcome) =>
		'refused' in outcome
			? outcome.refused
			: outcome.clicks.length > MOST_CLICKS
				? `${outcome.clicks.length} clicks: ${outcome.clicks.join(' · ')}`
				: null;
	printTable(
		['Service', 'Credential', 'Clicks', 'Among all others', 'Seconds', 'Result'],
		services.map(({ service, credential }, index) => {
			const outcome = alone[index];
			const seconds = 'seconds' in outcome ? outcome.seconds.toFixed(1) : '–';
			const missed = [outcome, among[index]].flatMap((one) => missedBy(one) ?? []);
			wrong.push(...missed.map((one) => `${service}: ${one}`));
			const result = missed.length > 0 || 'refused' in outcome ? 'NO' : `${outcome.files} files`;
			return [service, credential, clicksOf(outcome), clicksOf(among[index]), seconds, result];
		}),
	);
	return wrong;
}

main().catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
