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
		const clip = await page.evaluate<Rectangle>(AROUND_NODES);
		await page.screenshot({ path, clip, style: CANVAS_ALONE, animations: 'disabled', caret: 'hide' });
		paths.push(path);
	}
	return paths;
}

interface Rectangle {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** Nothing but the workflow: no buttons on the canvas, and no line of when it ran and how long. */
const CANVAS_ALONE = `
	body * { visibility: hidden }
	.vue-flow, .vue-flow * { visibility: visible }
	.vue-flow__panel, .vue-flow__panel * { visibility: hidden }
`;

/** Runs in the page: the rectangle around all nodes, their names and their notes, with a margin. */
const AROUND_NODES = `(() => {
	const margin = 24;
	const boxes = [...document.querySelectorAll('.vue-flow__node *, .vue-flow__edge path')]
		.map((element) => element.getBoundingClientRect())
		.filter(({ width, height }) => width > 0 && height > 0);
	const canvas = document.querySelector('.vue-flow').getBoundingClientRect();
	const x = Math.max(canvas.left, Math.min(...boxes.map(({ left }) => left)) - margin);
	const y = Math.max(canvas.top, Math.min(...boxes.map(({ top }) => top)) - margin);
	const right = Math.min(canvas.right, Math.max(...boxes.map((box) => box.right)) + margin);
	const bottom = Math.min(canvas.bottom, Math.max(...boxes.map((box) => box.bottom)) + margin);
	return { x, y, width: right - x, height: bottom - y };
})()`;
