/**
 * `npm run test:queue [-- --required]`: n8n's distributed engine, with main, two workers, Redis and Postgres, and files
 * in the database, as it does by default. Where the parts can't be installed the run counts as skipped, or as failed
 * with --required.
 */
import { Checks } from './lib/checks';
import { scratchFolder } from './lib/folders';
import { installN8n, N8N_VERSION } from './lib/install';
import { packPackage, readManifest } from './lib/pack';
import { startQueue } from './lib/queue';
import { RestSession } from './lib/rest';
import { findServers } from './lib/servers';
import { orSkip } from './lib/skip';
import { checkCrashes } from './queue/crash';
import { checkLimit } from './queue/limit';
import { checkSpread } from './queue/spread';

/** MiB; small, so that a small archive passes it. */
const MAX_FILE = 2;

async function main(): Promise<void> {
	const programs = await orSkip('Redis and Postgres', findServers);
	const installed = await orSkip(`n8n ${N8N_VERSION}`, () => installN8n(console.log));
	const folder = scratchFolder('queue');
	const tarball = await packPackage(folder);
	console.log(`Starting Redis, Postgres, and n8n ${N8N_VERSION} with two workers.`);
	const queue = await startQueue({
		installed,
		programs,
		tarballs: [tarball],
		folder,
		workers: 2,
		maxFileMiB: MAX_FILE,
	});
	const session = await RestSession.open(queue.main.origin);
	const bench = { queue, session, packageName: readManifest().name };
	const checks = new Checks();
	await checkSpread(bench, checks);
	await checkLimit(bench, checks, MAX_FILE);
	await checkCrashes(bench, checks);
	process.exit(checks.summary() ? 0 : 1);
}

main().catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
