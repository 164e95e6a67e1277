/** The built package in n8n's engine, in a process of its own: Download Archive from a server that breaks off, measured. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { startEngine, type Engine } from '../../test/engine/engine';
import { line } from '../../test/engine/workflow';
import type { Archive } from '../bench/archives/make';
import { findFault } from '../bench/child/check';
import { measure, type Measures } from '../bench/child/measure';

/** An archive on a server. */
export interface Source {
	origin: string;
	manifest: string;
}

/** What the parent asks for, as JSON in the last argument. */
export interface WorkOrder {
	operation: 'unpack' | 'downloadZip';
	/** Alfresco's archives can be had in pieces, Gumloop's can't. */
	provider: 'alfresco' | 'gumloop';
	warmUp: Source;
	job: Source;
}

/** What came of it: the figures, and what is wrong with what came out; or what the node said. */
export type WorkResult =
	{ measures: Measures; fault: string | null } | { message: string; description: string };

const none = { files: null, totalFiles: null, bytes: null, totalBytes: null, percent: null };
const HANDLES = {
	alfresco: {
		archiveId: 'c0ffee00-1111-4222-8333-000000000001',
		request: { nodeIds: ['c0ffee00-1111-4222-8333-000000000002'] },
	},
	gumloop: { archiveId: null, request: { runId: 'run_1', fileNames: ['backup.bin'] } },
};
const CREDENTIALS = {
	alfresco: (origin: string) => ({
		alfrescoBasicApi: { baseUrl: `${origin}/alfresco`, user: 'resume', password: 'resume' },
	}),
	gumloop: (origin: string) => ({
		gumloopApi: { baseUrl: `${origin}/api/v1`, apiKey: 'resume-key', userId: 'resume-user' },
	}),
};

async function download(engine: Engine, { operation, provider }: WorkOrder, origin: string) {
	const { archiveId, request } = HANDLES[provider];
	const credentials = CREDENTIALS[provider](origin);
	const parameters = {
		authentication: provider === 'alfresco' ? 'alfresco.basic' : 'gumloop.apiKey',
		operation,
		archive: {
			provider,
			archiveId,
			state: 'ready',
			reason: null,
			fileName: 'archive.zip',
			progress: none,
			createdAt: null,
			expiresAt: null,
			warnings: [],
			request,
		},
		options: {},
	};
	const type = 'n8n-nodes-archives.downloadArchive';
	const step = { name: 'Download', type, parameters, credentials: Object.keys(credentials) };
	return (await engine.run(line(step), credentials)).data.resultData;
}

async function work(order: WorkOrder): Promise<WorkResult> {
	const engine = await startEngine();
	const storage = join(engine.folder, '.n8n', 'storage');
	await download(engine, order, order.warmUp.origin);
	const before = await storedIn(storage);
	for (let turn = 0; turn < 2; turn++) {
		global.gc?.();
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	const { result, measures } = await measure(async () => await download(engine, order, order.job.origin));
	const { error, runData } = result;
	if (error !== undefined) return { message: error.message, description: error.description ?? '' };
	const outputs = (runData.Download[0].data?.main[0] ?? []).map(({ json, binary }) => {
		const [, id] = (binary?.data.id ?? '').split(':');
		return { path: String(json.path ?? json.fileName), file: join(storage, id) };
	});
	const archive = JSON.parse(await readFile(order.job.manifest, 'utf8')) as Archive;
	const stored = (await storedIn(storage)) - before;
	if (stored !== outputs.length)
		return { measures, fault: `${stored} files were stored for ${outputs.length} items` };
	const fault =
		order.operation === 'unpack'
			? await findFault(archive.files, outputs)
			: await otherBytes(
					archive.path,
					outputs.map(({ file }) => file),
				);
	return { measures, fault };
}

/** Files that n8n keeps, without what it notes down about them, and without the byte that shows where it keeps them. */
async function storedIn(folder: string): Promise<number> {
	const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
	const files = found.filter((entry) => entry.isFile() && !entry.name.endsWith('.metadata'));
	const sizes = await Promise.all(
		files.map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size),
	);
	return sizes.filter((size) => size > 1).length;
}

async function otherBytes(wanted: string, files: string[]): Promise<string | null> {
	if (files.length !== 1) return `${files.length} items came out, not 1`;
	if ((await stat(files[0])).size !== (await stat(wanted)).size) return 'the ZIP has another length';
	const hash = async (path: string): Promise<string> => {
		const sum = createHash('sha256');
		for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) sum.update(piece as Buffer);
		return sum.digest('hex');
	};
	return (await hash(files[0])) === (await hash(wanted)) ? null : 'the ZIP has other bytes';
}

void work(JSON.parse(process.argv.at(-1) ?? '') as WorkOrder).then(
	(result) => process.send?.(result, () => process.exit()),
	(reason: unknown) => {
		console.error(reason);
		process.exit(1);
	},
);
