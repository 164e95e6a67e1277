import type { Page } from 'playwright-core';

/** What the pictures are taken of. */
export interface Stage {
	origin: string;
	/** An example workflow, imported, and the names of its nodes. */
	workflow: { id: string; nodes: string[]; last: string };
}

/** A picture: its file name, and how the editor gets to what it shows. */
export interface Scene {
	name: string;
	show(page: Page, stage: Stage): Promise<void>;
}

/** All pictures but those of single nodes. */
export const SCENES: Scene[] = [
	{
		name: 'node-picker',
		async show(page, { origin }) {
			await page.goto(`${origin}/workflow/new`);
			await page
				.locator('[data-test-id=canvas-plus-button], [data-test-id=canvas-add-button]')
				.first()
				.click();
			const search = page.locator(
				'[data-test-id=node-creator-search-bar] input, [data-test-id=node-creator-search-bar]',
			);
			await search.first().click();
			await page.keyboard.type('archive');
			await page
				.locator('[data-test-id=node-creator-node-item], [data-test-id=item-iterator-item]')
				.first()
				.waitFor();
			await settled(page);
		},
	},
	{
		name: 'workflow',
		async show(page, stage) {
			await executed(page, stage);
			await page.keyboard.press('1');
			await settled(page);
		},
	},
	{
		name: 'files',
		async show(page, stage) {
			await executed(page, stage);
			await openNode(page, stage.workflow.last);
			await page
				.locator(
					'[data-test-id=output-panel] table, [data-test-id=output-panel] [data-test-id=ndv-data-container]',
				)
				.first()
				.waitFor();
			await settled(page);
		},
	},
];

/** The panel of one node, before anything ran. */
export function panelOf(node: string): Scene {
	return {
		name: `panel-${node.toLowerCase().replaceAll(' ', '-')}`,
		async show(page, { origin, workflow }) {
			await page.goto(`${origin}/workflow/${workflow.id}`);
			await openNode(page, node);
			await settled(page);
		},
	};
}

/** The workflow after a run from the editor's own button. */
async function executed(page: Page, { origin, workflow }: Stage): Promise<void> {
	await page.goto(`${origin}/workflow/${workflow.id}`);
	await page.locator('[data-test-id=canvas-node]').first().waitFor();
	await page.locator('[data-test-id=execute-workflow-button]').first().click();
	const done = page.locator('[data-test-id=canvas-node-status-success]');
	await done.nth(workflow.nodes.length - 1).waitFor({ timeout: 120_000 });
}

async function openNode(page: Page, name: string): Promise<void> {
	await page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`).dblclick();
	await page.locator('[data-test-id=ndv-modal], [data-test-id=ndv]').first().waitFor();
}

/** Waits until nothing is loading or moving, and messages that come and go are gone. */
async function settled(page: Page): Promise<void> {
	await page.waitForLoadState('networkidle');
	await page.evaluate(ANIMATIONS_END);
	const notices = page.locator('.el-notification__closeBtn');
	for (const notice of await notices.all()) await notice.click().catch(() => undefined);
	await page
		.locator('.el-notification')
		.first()
		.waitFor({ state: 'detached' })
		.catch(() => undefined);
}

/** Runs in the page: resolves when every animation that ever ends has ended. */
const ANIMATIONS_END = `Promise.allSettled(document.getAnimations()
	.filter(({ effect }) => effect?.getTiming().iterations !== Infinity)
	.map(({ finished }) => finished)).then(() => undefined)`;
