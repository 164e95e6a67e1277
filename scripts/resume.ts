/**
 * `npm run test:resume [-- --quick] [--seed N]`: a gigabyte as 2,000 files and as one, from a server that breaks off at 20
 * seeded places and is killed and started again at two of them, through the built package in n8n's engine.
 */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { makeArchive, type Archive } from './bench/archives/make';
import { cacheFolder } from './n8n/lib/cache';
import { drops, manyFiles, oneFile } from './resume/plans';
import { startBreakingServer } from './resume/serverProcess';
import type { WorkOrder, WorkResult } from './resume/worker';

/** Of the bytes of the archive: what may be sent a second time where there are ranges. */
const MOST_TWICE = 0.01;
/** The bench's bar for memory. */
const MOST_MEMORY = 100e6;
const DROPS = 20;

interface Scenario extends Pick<WorkOrder, 'operation' | 'provider'> {
	title: string;
	archive: Archive;
	/** Whether the archive is another one after the first break. */
	changes: boolean;
}

async function main(): Promise<boolean> {
	const quick = process.argv.includes('--quick');
	const seedAt = process.argv.indexOf('--seed');
	const seed = seedAt === -1 ? 12 : Number(process.argv[seedAt + 1]);
	const folder = cacheFolder('resume');
	const many = await makeArchive(folder, manyFiles(quick ? 100 : 2000));
	const one = await makeArchive(folder, oneFile(quick ? 64 : 1024));
	const warm = await makeArchive(folder, manyFiles(20));
	const scenarios: Scenario[] = [
		{ title: 'many files, ranges', archive: many, operation: 'unpack', provider: 'alfresco', changes: false },
		{ title: 'one file, ranges', archive: one, operation: 'unpack', provider: 'alfresco', changes: false },
		{
			title: 'Download ZIP, ranges',
			archive: many,
			operation: 'downloadZip',
			provider: 'alfresco',
			changes: false,
		},
		{
			title: 'many files, no ranges',
			archive: many,
			operation: 'unpack',
			provider: 'gumloop',
			changes: false,
		},
		{ title: 'one file, no ranges', archive: one, operation: 'unpack', provider: 'gumloop', changes: false },
		{
			title: 'Download ZIP, no ranges',
			archive: many,
			operation: 'downloadZip',
			provider: 'gumloop',
			changes: false,
		},
		{
			title: 'changed meanwhile, no ranges',
			archive: many,
			operation: 'unpack',
			provider: 'gumloop',
			changes: true,
		},
	];
	console.log(`Seed ${seed}, ${DROPS} breaks each\n`);
	let fine = true;
	for (const scenario of scenarios) {
		const { text, isMet } = await play(scenario, warm, seed);
		console.log(`${isMet ? 'met   ' : 'MISSED'}  ${scenario.title} (${scenario.archive.title}): ${text}`);
		fine &&= isMet;
	}
	return fine;
}

async function play(
	{ archive, operation, provider, changes }: Scenario,
	warm: Archive,
	seed: number,
): Promise<{ text: string; isMet: boolean }> {
	const pieces = provider === 'alfresco';
	const planned = drops(DROPS, archive.bytes, seed, pieces);
	const change = changes ? Math.floor(planned[0].place / 2) : null;
	const calm = await startBreakingServer({ path: warm.path, size: warm.bytes, drops: [], change: null });
	const server = await startBreakingServer({
		path: archive.path,
		size: archive.bytes,
		drops: planned,
		change,
	});
	try {
		const result = await worked({
			operation,
			provider,
			warmUp: { origin: calm.origin, manifest: warm.manifest },
			job: { origin: server.origin, manifest: archive.manifest },
		});
		if ('message' in result)
			return {
				text: `${result.message}. ${result.description}`,
				isMet: changes && /was changed/.test(result.message),
			};
		const { measures, fault } = result;
		const twice = server.sent() / archive.bytes - 1;
		const figures = [
			`${server.broke().length} breaks`,
			`${(twice * 100).toFixed(2)} % of the bytes twice`,
			`memory +${Math.round(measures.growth / 1e6)} MB`,
			`${measures.seconds.toFixed(0)} s`,
			fault ?? 'every file once, with its bytes',
		];
		const isMet =
			!changes &&
			fault === null &&
			server.broke().length === DROPS &&
			measures.growth <= MOST_MEMORY &&
			(!pieces || twice <= MOST_TWICE);
		return { text: figures.join(', '), isMet };
	} finally {
		calm.stop();
		server.stop();
	}
}

async function worked(order: WorkOrder): Promise<WorkResult> {
	return await new Promise((resolve, reject) => {
		const worker = fork(join(__dirname, 'resume/worker.ts'), [JSON.stringify(order)], {
			execArgv: [...process.execArgv, '--expose-gc'],
		});
		worker.once('message', (result: WorkResult) => resolve(result));
		worker.once('exit', (code) => reject(new Error(`The worker ended with ${code}`)));
	});
}

void main().then((fine) => process.exit(fine ? 0 : 1));
