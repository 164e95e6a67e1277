/**
 * `npm run test:ux [-- --required]`: what a person meets in the editor of a real n8n, in headless Chromium, in figures: clicks from
 * an empty canvas to green, lists of any length, the words of credential tests, fields before the first run, the node as a tool.
 * The exit code is 0 only if every bar is kept.
 */
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

async function main(): Promise<void> {
	const installed = await orSkip(`n8n ${N8N_VERSION}`, () => installN8n(console.log));
	const browser = await orSkip('Chromium', startBrowser);
	console.log(`Packing the package and starting n8n ${N8N_VERSION} with the sandbox beside it.`);
	const bench = await openWorkbench(installed);
	const page = await openEditor(browser, bench.instance.origin, 'light');
	const wrong: string[] = [];

	const services = await plans(bench.sandbox);
	const alone = await inTurn(services, async (plan) => await builtAlone(page, bench, plan));
	await createCredentials(bench);
	const beside = await inTurn(services, async (plan) => await tried(page, bench, plan));
	tellBuilt(services, alone, beside, wrong);

	const lists = await openLists(page, bench);
	console.log('');
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
	wrong.push(
		...lists.flatMap(({ provider, entries, wrong: all }) =>
			all.map((one) => `${provider}, ${entries}: ${one}`),
		),
	);

	const words = await checkWrongInput(bench);
	console.log('');
	printTable(
		['Credential', 'Wrong input', 'Result', 'Words'],
		words.map((one) => [one.credential, one.kind, one.wrong ? 'NO' : 'ok', one.said]),
	);
	wrong.push(
		...words.filter((one) => one.wrong).map((one) => `${one.credential}, ${one.kind}: "${one.said}"`),
	);

	const checks = new Checks();
	await checkPreview(page, bench, checks);
	await checkToolAlone(bench, checks);
	if (!checks.summary()) wrong.push('see the table above');

	console.log(
		wrong.length === 0 ? '\nEvery bar is kept.' : `\nMissed:\n${wrong.map((one) => `  ${one}`).join('\n')}`,
	);
	await browser.close();
	await bench.instance.child.stop();
	await bench.sandbox.close();
	process.exit(wrong.length === 0 ? 0 : 1);
}

type Outcome = Built | { refused: string };

async function builtAlone(page: Page, bench: Workbench, plan: Plan): Promise<Outcome> {
	const stored = await storedFor(bench, plan);
	const outcome = await tried(page, bench, plan);
	await bench.session.raw('DELETE', `/rest/credentials/${stored.id}`);
	return outcome;
}

async function storedFor(
	{ session, sandbox }: Workbench,
	{ credential, data }: Plan,
): Promise<StoredCredential> {
	const type = credentialTypes().find(({ name }) => name === credential);
	if (type === undefined) throw new Error(`The package has no credential ${credential}`);
	sandbox.reset();
	return await createCredential(session, type, data);
}

async function tried(page: Page, bench: Workbench, plan: Plan): Promise<Outcome> {
	try {
		return await build(page, bench, plan);
	} catch (error) {
		return { refused: error instanceof Error ? error.message : String(error) };
	} finally {
		bench.sandbox.reset();
	}
}

async function inTurn<One, Made>(all: One[], make: (one: One) => Promise<Made>): Promise<Made[]> {
	const made: Made[] = [];
	for (const one of all) made.push(await make(one));
	return made;
}

function tellBuilt(services: Plan[], alone: Outcome[], beside: Outcome[], wrong: string[]): void {
	const clicksOf = (outcome: Outcome) => ('clicks' in outcome ? String(outcome.clicks.length) : '–');
	console.log('');
	printTable(
		['Service', 'Credential', 'Clicks', 'Beside all others', 'Seconds', 'Result'],
		services.map(({ service, credential }, index) => {
			const outcome = alone[index];
			const seconds = 'seconds' in outcome ? outcome.seconds.toFixed(1) : '–';
			const isOver = 'clicks' in outcome && outcome.clicks.length > MOST_CLICKS;
			const result = 'refused' in outcome ? 'NO' : isOver ? 'too many' : `${outcome.files} files`;
			if ('refused' in outcome) wrong.push(`${service}: ${outcome.refused}`);
			if (isOver) wrong.push(`${service}: ${outcome.clicks.length} clicks: ${outcome.clicks.join(' · ')}`);
			return [service, credential, clicksOf(outcome), clicksOf(beside[index]), seconds, result];
		}),
	);
}

main().catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
