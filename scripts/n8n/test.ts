/**
 * `npm run test:n8n [-- --required]`: the packed package, installed as the editor installs it, in a real n8n.
 * Where that n8n can't be installed the run counts as skipped, or as failed with --required.
 */
import { checkEditor } from './checks/editor';
import { checkExamples, checkOtherExamples } from './checks/examples';
import { checkEveryWay } from './checks/everyWay';
import { checkGallery } from './checks/gallery';
import { checkItems } from './checks/items';
import { checkLoop } from './checks/loop';
import { checkMemory, checkOthersMemory } from './checks/memory';
import { checkRedirects } from './checks/redirects';
import { checkRows } from './checks/rows';
import { checkTools } from './checks/tools';
import { checkWaiting } from './checks/waiting';
import { Checks } from './lib/checks';
import { startGigabyte } from './lib/gigabyte';
import { installN8n, N8N_VERSION } from './lib/install';
import { orSkip } from './lib/skip';
import { createCredentials, openWorkbench } from './lib/workbench';

async function main(): Promise<void> {
	const installed = await orSkip(`n8n ${N8N_VERSION}`, () => installN8n(console.log));
	console.log(`Packing the package and starting n8n ${N8N_VERSION} with the sandbox beside it.`);
	const bench = await openWorkbench(installed);
	const checks = new Checks();
	await createCredentials(bench, checks);
	await checkRedirects(bench, checks);
	await checkExamples(bench, checks);
	await checkOtherExamples(bench, checks);
	await checkGallery(bench, checks);
	await checkEveryWay(bench, checks);
	await checkItems(bench, checks);
	await checkWaiting(bench, checks);
	await checkEditor(bench, checks);
	await checkRows(bench, checks);
	await checkTools(bench, checks);
	const gigabyte = await startGigabyte();
	await checkMemory(bench, checks, gigabyte);
	await checkLoop(bench, checks, gigabyte);
	await checkOthersMemory(bench, checks, gigabyte);
	await gigabyte.close();
	const fine = checks.summary();
	await bench.instance.child.stop();
	await bench.sandbox.close();
	process.exit(fine ? 0 : 1);
}

main().catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
