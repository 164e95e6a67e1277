import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Archive } from './archives/make';
import { pinned, type Condition } from './conditions';
import type { Order, Task, Verdict } from './child/serve';

/** Where and with what contenders run. */
export interface Stage {
	/** Folder for what comes out; emptied after every run. */
	folder: string;
	/** Base address of the file server. */
	server: string;
	warmUp: Archive;
	script(name: string): string;
	/** The folder of the installed n8n, for the peer. */
	n8n: string | null;
}

/** Runs a contender once, in a fresh process of the given Node. */
export async function runOnce(
	stage: Stage,
	contender: string,
	archive: Archive,
	node: string,
	condition: Condition,
): Promise<Verdict> {
	const task = (what: Archive): Task => ({
		manifest: what.manifest,
		url: `${stage.server}/${what.name}.zip`,
	});
	const order = (folder: string): Order => ({ warmUp: task(stage.warmUp), job: task(archive), folder });
	return await inProcess<Verdict>(stage, contender, order, node, condition);
}

/** Runs a program in a fresh process with a folder of its own, and gives what it tells; or why it told nothing. */
export async function inProcess<Told>(
	stage: Pick<Stage, 'folder' | 'script' | 'n8n'>,
	contender: string,
	orderFor: (folder: string) => object,
	node: string,
	condition: Condition,
): Promise<Told | { failed: string }> {
	const folder = await mkdtemp(join(stage.folder, 'run-'));
	const { program, before } = pinned(condition, node);
	const child = fork(stage.script(contender), [JSON.stringify(orderFor(folder))], {
		execPath: program,
		execArgv: [...before, '--expose-gc'],
		stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
		env: { ...process.env, ...environment(folder), BENCH_N8N: stage.n8n ?? '' },
	});
	try {
		const exited = once(child, 'exit').then(([code, signal]) => ({ failed: `ended with ${signal ?? code}` }));
		const reported = once(child, 'message').then(([told]) => told as Told);
		return await Promise.race([reported, exited]);
	} finally {
		child.kill('SIGKILL');
		await rm(folder, { recursive: true, force: true });
	}
}

/** n8n reads these when it is loaded; the peer's own limits are lifted (5,000 files, 2 GiB), or it would refuse to take part. */
function environment(folder: string): Record<string, string> {
	return {
		// What the engine of the tests makes for itself goes with the run as well.
		TMPDIR: folder,
		N8N_USER_FOLDER: folder,
		N8N_ENCRYPTION_KEY: 'only-for-measuring',
		N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
		N8N_LOG_LEVEL: 'error',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_COMPRESSION_NODE_MAX_ZIP_ENTRIES: '1000000',
		N8N_COMPRESSION_NODE_MAX_DECOMPRESSED_SIZE_BYTES: '1000000000000',
		NODE_OPTIONS: '',
	};
}
