import type { Locator, Page } from 'playwright-core';
import { BOX_ITEMS } from '../../../test/sandbox';
import { assertSucceeded } from '../checks/content';
import { assert, type Checks } from '../lib/checks';
import { inLine, plainNode } from '../lib/dataFramer';
import { executionsOf, finishedExecution, itemsOf, type Item } from '../lib/executions';
import { importWorkflow } from '../lib/runs';
import type { Workbench } from '../lib/workbench';

const FOUND = [
	{ type: 'folder', id: BOX_ITEMS.folder, name: 'Quarterly reports' },
	{ type: 'file', id: BOX_ITEMS.file, name: 'notes.txt' },
];
const NODE = 'Archive';
/** What n8n writes for an id that is dragged. */
const DRAGGED = '{{ $json.id }}';

/** The id of n8n's own Box node, dragged into our field: its items have the type beside it. */
export async function checkDragging(page: Page, bench: Workbench, checks: Checks): Promise<void> {
	const { sandbox } = bench;
	sandbox.reset();
	await checks.run('Box id dragged into Create Archive', 'by hand', async () => {
		const given = await dragAndRun(page, bench, 'createArchive', {});
		const asked = given.map(({ json }) => (json.request as { items: unknown[] }).items);
		const wanted = FOUND.map(({ type, id }) => [{ type, id }]);
		assert(JSON.stringify(asked) === JSON.stringify(wanted), `it asks for ${JSON.stringify(asked)}`);
		return `asks for ${FOUND.map(({ type, id }) => `${type}:${id}`).join(' and ')}`;
	});
	await checks.run('Box id dragged into Download Archive', 'by hand', async () => {
		const given = await dragAndRun(page, bench, 'downloadArchive', { archiveFrom: 'new' });
		const inFolder = sandbox.files('box').filter(({ path }) => path.includes('/')).length;
		assert(given.length === inFolder + 1, `${given.length} files instead of ${inFolder} and one`);
		return `${inFolder} files of the folder, and the file`;
	});
	sandbox.reset();
}

/** Drags the id from the input panel into Files and Folders, runs the node, and gives its items. */
async function dragAndRun(
	page: Page,
	bench: Workbench,
	type: string,
	parameters: Record<string, unknown>,
): Promise<Item[]> {
	const { packageName, session, credentials, instance } = bench;
	const credential = credentials.find((one) => one.type === 'boxClientCredentialsApi');
	assert(credential !== undefined, 'there is no credential of Box');
	const asked = { authentication: 'box.clientCredentials', ...parameters };
	const archive = plainNode(NODE, `${packageName}.${type}`, asked, 2);
	const { id } = await importWorkflow(session, {
		...inLine(`A dragged id, ${type}`, [
			plainNode('Start', 'n8n-nodes-base.manualTrigger'),
			plainNode('Box', 'n8n-nodes-base.box', { resource: 'folder', operation: 'search' }),
			{
				...archive,
				credentials: { boxClientCredentialsApi: { id: credential.id, name: credential.name } },
			},
		]),
		pinData: { Box: FOUND.map((json) => ({ json })) },
	});
	await page.goto(`${instance.origin}/workflow/${id}`);
	await page.locator(`[data-test-id=canvas-node][data-node-name="${NODE}"]`).dblclick();
	const field = page.locator('[data-test-id=resource-locator-boxItems]');
	await field.waitFor();
	await drag(page, page.locator(`[data-target=mappable][data-value="${DRAGGED}"]`).first(), field);
	await field.getByText(DRAGGED).first().waitFor({ timeout: 10_000 });
	await page.locator('[data-test-id=node-execute-button]').first().click();
	const green = page.locator('[data-test-id=node-run-status-success]').first();
	const refusal = page.locator('[data-test-id=node-error-message]').first();
	await green.or(refusal).first().waitFor();
	const [latest] = await executionsOf(session, id);
	const execution = await finishedExecution(session, latest.id);
	assertSucceeded(execution);
	return itemsOf(execution, NODE);
}

/** As a hand does it: n8n begins to drag when the mouse moves with its button down. */
async function drag(page: Page, what: Locator, onto: Locator): Promise<void> {
	for (const [at, then] of [
		[what, 'down'],
		[onto, 'up'],
	] as const) {
		const box = await at.boundingBox();
		assert(box !== null, 'there is nothing to drag, or to drag it to');
		await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 10 });
		await page.mouse[then]();
	}
}
