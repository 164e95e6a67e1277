import type { Page } from 'playwright-core';
import { archiveNode } from '../lib/archiveNode';
import { assert, type Checks } from '../lib/checks';
import { plainNode } from '../lib/dataFramer';
import { importWorkflow } from '../lib/runs';
import type { Workbench } from '../lib/workbench';
import type { Workflow, WorkflowNode } from '../lib/workflow';

/** What each output must show before anything ran: some fields that people map. */
const OUTPUTS: Array<[string, Parameters<typeof archiveNode>[2], Record<string, unknown>, string[]]> = [
	['Create', 'createArchive', {}, ['provider', 'state', 'fileName']],
	['Wait', 'waitForArchive', {}, ['provider', 'state', 'progress']],
	['Unpack', 'downloadArchive', { operation: 'unpack' }, ['path', 'folder', 'size']],
	['List', 'downloadArchive', { operation: 'listFiles' }, ['path', 'crc32', 'size']],
	['ZIP', 'downloadArchive', { operation: 'downloadZip' }, ['fileName', 'size', 'archive']],
];

/** The fields of each output, as the node behind it shows them before the first run. */
export async function checkPreview(page: Page, bench: Workbench, checks: Checks): Promise<void> {
	const { id } = await importWorkflow(bench.session, before(bench));
	for (const [name, , , fields] of OUTPUTS) {
		await checks.run(`Fields of ${name}`, 'before the first run', async () => {
			await page.goto(`${bench.instance.origin}/workflow/${id}`);
			await page.locator(`[data-test-id=canvas-node][data-node-name="After ${name}"]`).dblclick();
			await page.locator('[data-test-id=schema-preview-warning]').first().waitFor({ timeout: 20_000 });
			const shown = await page.locator('[data-test-id=run-data-schema-item]').allInnerTexts();
			const names = shown.map((text) => text.split('\n')[0].trim());
			for (const field of fields) assert(names.includes(field), `${field} is not among ${names.join(', ')}`);
			return names.slice(0, 8).join(', ');
		});
	}
}

/** A branch for each output: the node, and one behind it that could map its fields. */
function before(bench: Workbench): Workflow {
	const start = plainNode('Start', 'n8n-nodes-base.manualTrigger');
	const nodes: WorkflowNode[] = [start];
	const connections: Workflow['connections'] = { Start: { main: [[]] } };
	OUTPUTS.forEach(([name, type, parameters], row) => {
		const after = plainNode(`After ${name}`, 'n8n-nodes-base.set', {}, 3.4);
		const node = archiveNode(bench, name, type, parameters);
		nodes.push({ ...node, position: [220, row * 140] }, { ...after, position: [440, row * 140] });
		connections.Start.main?.[0]?.push({ node: name, type: 'main', index: 0 });
		connections[name] = { main: [[{ node: after.name, type: 'main', index: 0 }]] };
	});
	return { name: 'Before the first run', nodes, connections };
}
