/**
 * `npm run compatibility`: which n8n versions load and run the package. The packed package runs a workflow
 * (Create, Wait, Download), and one that uses the error output, against a loopback service, in the engine of each version, in a process of its own.
 */
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bigZip } from './lib/bigZip';
import { startBigServer } from './lib/bigServer';
import { command } from './lib/command';
import { scratchFolder } from './lib/folders';
import { packPackage, packageRoot, readManifest } from './lib/pack';
import { printTable } from '../table';
import type { Outcome, Task } from './compatibility/oldEngine';
import { installEngine, VERSIONS, type EngineVersion } from './compatibility/versions';
import { dataFramerCredentials, dataFramerWorkflow } from './lib/dataFramer';

const NODES = 3;
const zip = bigZip(5, 40_000);

async function main(): Promise<void> {
	const folder = scratchFolder('compatibility');
	const tarball = await packPackage(folder);
	const server = await startBigServer(zip);
	const rows: string[][] = [];
	let surprises = 0;
	for (const version of VERSIONS) {
		const result = await tryVersion(version, tarball, join(folder, version.core), server.origin);
		const runs = result === 'runs';
		if (runs !== version.supported) surprises += 1;
		rows.push([version.n8n, version.core, runs ? 'yes' : 'no', version.supported ? 'yes' : 'no', result]);
	}
	await server.close();
	printTable(['n8n', 'n8n-core', 'Runs', 'Expected', 'What was seen'], rows);
	process.exit(surprises === 0 ? 0 : 1);
}

/** "runs", or why not, in one line. */
async function tryVersion(
	{ core }: EngineVersion,
	tarball: string,
	folder: string,
	origin: string,
): Promise<string> {
	try {
		const engine = await installEngine(core);
		mkdirSync(folder);
		symlinkSync(join(engine, 'node_modules'), join(folder, 'node_modules'));
		writeFileSync(join(folder, 'package.json'), '{"private":true}');
		await command('tar', ['-xzf', tarball, '-C', folder], { cwd: folder, timeout: 60_000 });
		const { nodes, error, files, refused } = await run(folder, origin);
		if (error) return error.split('\n')[0].slice(0, 100);
		const intact =
			files.length === zip.files.length && files.every(({ bytes }, index) => bytes === zip.files[index].size);
		if (!intact) return `gave ${files.length} files instead of ${zip.files.length}, or other sizes`;
		if (refused.join() !== '0,1')
			return `gave ${refused.join(' and ')} items instead of 0 and 1 for a bad id`;
		return nodes.length === NODES ? 'runs' : `loaded ${nodes.length} nodes instead of ${NODES}`;
	} catch (error) {
		return error instanceof Error ? error.message.split('\n').slice(0, 3).join(' ') : String(error);
	}
}

async function run(folder: string, origin: string): Promise<Outcome> {
	const options = { packageName: readManifest().name, operation: 'unpack' } as const;
	const refusing = dataFramerWorkflow({ ...options, run: 'no run id' });
	for (const node of refusing.nodes) if (node.name === 'Create') node.onError = 'continueErrorOutput';
	const task: Task = {
		folder,
		package: join(folder, 'package'),
		workflow: dataFramerWorkflow(options),
		refusing,
		credentials: dataFramerCredentials(origin),
	};
	const [taskFile, outcomeFile] = [join(folder, 'task.json'), join(folder, 'outcome.json')];
	writeFileSync(taskFile, JSON.stringify(task));
	const program = [
		join(packageRoot, 'node_modules', '.bin', 'tsx'),
		join(__dirname, 'compatibility', 'oldEngine.ts'),
	];
	const env = {
		...process.env,
		N8N_USER_FOLDER: folder,
		N8N_ENCRYPTION_KEY: 'only-for-tests',
		N8N_LOG_LEVEL: 'error',
	};
	await command(program[0], [program[1], taskFile, outcomeFile], { cwd: folder, env, timeout: 120_000 });
	return JSON.parse(readFileSync(outcomeFile, 'utf8')) as Outcome;
}

void main();
