import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { gallery } from '../../examples';
import { refuseArchives } from '../checks/gallery';
import type { Outside } from '../gallery/outside';
import { runShown, type Ran } from '../gallery/run';
import type { Workbench } from '../lib/workbench';
import { settled } from './scenes';

/** Runs every workflow of the gallery, so that its picture has something to show. */
export async function hangGallery(bench: Workbench, outside: Outside): Promise<Ran[]> {
	const hung: Ran[] = [];
	for (const { name } of gallery()) {
		bench.sandbox.reset();
		if (name === 'error-branch-with-alert') refuseArchives(bench);
		hung.push(await runShown(bench, outside, name));
	}
	bench.sandbox.reset();
	return hung;
}

/** Takes the canvas of each workflow, as its execution shows it, and gives the paths of the pictures. */
export async function takeGallery(
	page: Page,
	origin: string,
	hung: readonly Ran[],
	folder: string,
): Promise<string[]> {
	mkdirSync(folder, { recursive: true });
	const paths: string[] = [];
	for (const { shown, stored, execution } of hung) {
		await page.goto(`${origin}/workflow/${stored.id}/executions/${execution.id}`);
		const canvas = page.locator('[data-test-id=canvas-wrapper]').first();
		await canvas.locator('[data-test-id=canvas-node]').first().waitFor();
		await page.locator('[data-test-id=zoom-to-fit]').first().click();
		await settled(page);
		const path = join(folder, `${shown.name}.png`);
		await canvas.screenshot({ path, animations: 'disabled', caret: 'hide' });
		paths.push(path);
	}
	return paths;
}
