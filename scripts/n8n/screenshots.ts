/**
 * `npm run screenshots [-- --gallery]`: opens the editor of a real n8n in headless Chromium, in both themes, and writes what a person
 * would see to docs/pictures/. With --gallery it takes the pictures of the gallery alone.
 */
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { examples } from '../examples';
import { withCredentials } from './lib/examples';
import { installN8n, N8N_VERSION } from './lib/install';
import { packageRoot } from './lib/pack';
import { importWorkflow } from './lib/runs';
import { orSkip } from './lib/skip';
import { createCredentials, openWorkbench } from './lib/workbench';
import { nodeOf, type Workflow } from './lib/workflow';
import { startOutside } from './gallery/outside';
import { openEditor, startBrowser } from './pictures/browser';
import { hangGallery, takeGallery } from './pictures/gallery';
import { panelOf, SCENES, type Stage } from './pictures/scenes';

const FOLDER = join(packageRoot, 'docs', 'pictures');
/** Box tells of skipped files in a hint, so its output panel has most to show. */
const SHOWN = 'box';

async function main(): Promise<void> {
	const galleryAlone = process.argv.includes('--gallery');
	const installed = await orSkip(`n8n ${N8N_VERSION}`, () => installN8n(console.log));
	const browser = await orSkip('Chromium', startBrowser);
	const bench = await openWorkbench(installed);
	await createCredentials(bench);
	bench.sandbox.behaviour.box.skippedFiles = 2;
	const example = examples().find(({ provider }) => provider === SHOWN);
	if (!example) throw new Error(`There is no example for ${SHOWN}`);
	const workflow = withCredentials(example.workflow as unknown as Workflow, bench.credentials);
	const { id } = await importWorkflow(bench.session, workflow);
	const nodes = workflow.nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
	const stage: Stage = {
		origin: bench.instance.origin,
		workflow: { id, nodes: nodes.map(({ name }) => name), last: nodes[nodes.length - 1].name },
	};
	const panels = ['createArchive', 'waitForArchive', 'downloadArchive'].map(
		(type) => nodeOf(workflow, type).name,
	);
	const outside = await startOutside(bench);
	const hung = await hangGallery(bench, outside);
	mkdirSync(FOLDER, { recursive: true });
	for (const theme of ['light', 'dark'] as const) {
		const page = await openEditor(browser, stage.origin, theme);
		for (const scene of galleryAlone ? [] : [...SCENES, ...panels.map(panelOf)]) {
			await scene.show(page, stage);
			const path = join(FOLDER, `${scene.name}-${theme}.png`);
			await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
			console.log(`${path}  ${Math.round(statSync(path).size / 1024)} KiB`);
		}
		for (const path of await takeGallery(page, stage.origin, hung, join(FOLDER, 'gallery', theme)))
			console.log(`${path}  ${Math.round(statSync(path).size / 1024)} KiB`);
		await page.context().close();
	}
	await browser.close();
	process.exit(0);
}

main().catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
