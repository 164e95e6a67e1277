import { writeFileSync } from 'node:fs';
import { installN8n } from './lib/install';
import { openWorkbench, createCredentials } from './lib/workbench';
import { openEditor, startBrowser } from './pictures/browser';
import { plans } from './ux/plans';
import { createCredential, credentialTypes } from './lib/credentials';
async function main() {
	const installed = await installN8n(console.log);
	const browser = await startBrowser();
	const bench = await openWorkbench(installed);
	const page = await openEditor(browser, bench.instance.origin, 'light');
	const services = await plans(bench.sandbox);
	Object.assign(globalThis, { bench, page, browser, services, createCredential, credentialTypes, createCredentials });
	console.log('ready', bench.instance.origin);
	writeFileSync('/tmp/uxs/ready', bench.instance.origin);
	// runs /tmp/uxs/step.ts each time /tmp/uxs/go appears
	const { existsSync, rmSync } = await import('node:fs');
	let n = 0;
	for (;;) {
		await new Promise((r) => setTimeout(r, 300));
		if (existsSync('/tmp/uxs/stop')) break;
		if (!existsSync('/tmp/uxs/go')) continue;
		rmSync('/tmp/uxs/go');
		try {
			const m = await import(`/tmp/uxs/step${n++}.ts`);
			await m.default({ bench, page, browser, services, createCredential, credentialTypes, createCredentials });
			console.log('STEP DONE');
		} catch (e) { console.log('STEP FAILED', e); }
		writeFileSync('/tmp/uxs/done', String(n));
	}
	process.exit(0);
}
main();
