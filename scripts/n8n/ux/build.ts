import { unpack } from '../../../nodes/DownloadArchive/operations/unpack';
import { executionsOf, finishedExecution, itemsOf } from '../lib/executions';
import { assertSucceeded } from '../checks/content';
import { assert } from '../lib/checks';
import type { StoredCredential } from '../lib/credentials';
import type { Workbench } from '../lib/workbench';
import type { Page } from 'playwright-core';
import { chooseService } from './chooseService';
import { Hand } from './hand';
import type { Plan } from './plans';

const NODE = 'Download Archive';

/** What building a workflow took. */
export interface Built {
	clicks: string[];
	seconds: number;
	files: number;
}

/** From an empty canvas to a workflow that went through, by one node that asks for a new archive. @throws when it does not */
export async function build(
	page: Page,
	{ instance, session }: Workbench,
	plan: Plan,
	credential: StoredCredential,
): Promise<Built> {
	const hand = new Hand(page);
	await page.goto(`${instance.origin}/workflow/new`);
	const first = page.locator(
		'[data-test-id=canvas-plus-button], [data-test-id=canvas-add-first-step-button]',
	);
	await first.first().waitFor();
	const start = Date.now();
	await hand.click('Add first step', first.first());
	await page.locator('[data-test-id=node-creator-search-bar]').waitFor();
	await hand.type(NODE);
	await hand.click(NODE, creatorItem(page, NODE));
	await hand.click(unpack.action, creatorItem(page, unpack.action));
	await page.locator('[data-test-id=parameter-input-archiveFrom]').waitFor();
	await hand.choose('Archive From', 'archiveFrom', 'A New Archive');
	await chooseService(hand, plan, credential.name);
	await plan.fill(hand);
	await hand.click('Execute step', page.locator('[data-test-id=node-execute-button]').first());
	const green = page.locator('[data-test-id=node-run-status-success]').first();
	const refusal = page.locator('[data-test-id=node-error-message]').first();
	await green.or(refusal).first().waitFor({ timeout: 60_000 });
	if (!(await green.isVisible())) throw new Error(`the panel says: ${await refusal.innerText()}`);
	const seconds = (Date.now() - start) / 1000;
	const workflowId = new URL(page.url()).pathname.split('/')[2];
	const [{ id }] = await executionsOf(session, workflowId);
	const execution = await finishedExecution(session, id);
	assertSucceeded(execution);
	const files = itemsOf(execution, NODE).length;
	assert(files === plan.files, `${files} files came out instead of ${plan.files}`);
	return { clicks: hand.clicks, seconds, files };
}

function creatorItem(page: Page, name: string) {
	const text = page.locator('[data-test-id=node-creator-item-name]').getByText(name, { exact: true });
	return page
		.locator('[data-test-id=node-creator] [data-test-id=item-iterator-item]')
		.filter({ has: text })
		.first();
}
