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
		async show(page, { origin, workflow }) {
			await page.goto(`${origin}/workflow/${workflow.id}`);
			await page.locator('[data-test-id=canvas-node]').first().waitFor();
			await page.locator('[data-test-id=node-creator-plus-button]').first().click();
			await page.locator('[data-test-id=node-creator-search-bar]').waitFor();
			await page.keyboard.type('archive');
			await page.locator('[data-test-id=node-creator]').getByText('Download Archive').waitFor();
			await settled(page);
		},
	},
	{
		name: 'workflow',
		async show(page, stage) {
			await executed(page, stage);
			await page.locator('[data-test-id=zoom-to-fit]').click();
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

/** Waits until everything is loaded and nothing moves, and closes messages that come and go. */
export async function settled(page: Page): Promise<void> {
	for (const notice of await page.locator('.el-notification__closeBtn').all()) {
		await notice.click({ timeout: 2_000 }).catch(() => undefined);
	}
	await page.mouse.move(0, 0);
	await page.evaluate(LOADED_AND_STILL);
}

/** Runs in the page: resolves when fonts and pictures are there, and every animation that ever ends has ended. */
const LOADED_AND_STILL = `Promise.allSettled([
	document.fonts.ready,
	...[...document.images].map((image) => image.decode()),
	...document.getAnimations()
		.filter(({ effect }) => effect?.getTiming().iterations !== Infinity)
		.map(({ finished }) => finished),
]).then(() => undefined)`;
