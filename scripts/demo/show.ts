import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import JSZip from 'jszip';
import type { IBinaryData, INodeExecutionData, IRun, IWorkflowBase } from 'n8n-workflow';
import type { CredentialData } from '../../test/engine/credentialsHelper';
import { hintsOf, outputOf, type Engine } from '../../test/engine/engine';
import type { RecordedRequest } from '../../test/sandbox/core/recording';
import type { SourceFile } from '../../test/sandbox/fixtures/files';
import { progressLine } from './progress';

/** The node that unpacks a ZIP out of its binary field. */
const AGAIN = 'Unpack ZIP';
const NOTHING: IBinaryData = { data: '', mimeType: '' };

/** A workflow that gets an archive in nodes called Unpack and Download ZIP. */
export interface Show {
	name: string;
	title: string;
	/** How many nodes of ours do it. */
	nodes: '1' | '3';
	workflow: IWorkflowBase;
	credentials: CredentialData;
	/** What must come out. */
	files: readonly SourceFile[];
	requests: readonly RecordedRequest[];
}

/** What came of it. */
export interface Row {
	name: string;
	nodes: string;
	files: number;
	bytes: number;
	seconds: number;
	/** Whether a ZIP was read out of a binary field, too. */
	fromBinary: boolean;
	wrong: string[];
}

/** Runs it, leaves what came below `folder`, and compares each file with its source. */
export async function runShow(show: Show, engine: Engine, folder: string): Promise<Row> {
	const { name, title, nodes, workflow, files, credentials } = show;
	console.log(`\n${title}${nodes === '1' ? ', in one node' : ''}`);
	const started = Date.now();
	const run = await engine.run(workflow, credentials, watcher(show));
	const seconds = (Date.now() - started) / 1000;
	tellHints(run);
	const row = { name, nodes, seconds, files: 0, bytes: 0, fromBinary: false };
	const { error } = run.data.resultData;
	if (error !== undefined) return { ...row, wrong: [`${error.message} ${error.description ?? ''}`] };

	const place = join(folder, name, nodes === '1' ? 'one-node' : 'three-nodes');
	const expected = new Map(files.map(({ path, sha256 }) => [path, sha256]));
	const unpacked = await contentsOf(engine, outputOf(run, 'Unpack'));
	for (const [path, content] of unpacked) await save(join(place, 'files', path), content);
	const bytes = [...unpacked.values()].reduce((sum, { length }) => sum + length, 0);
	const wrong = differences('Unpack', expected, hashed(unpacked));

	const whole = outputOf(run, 'Download ZIP').at(0);
	if (whole?.binary === undefined) {
		wrong.push('no ZIP came out');
	} else {
		const zip = await engine.bytes(whole.binary.data);
		await save(join(place, String(whole.json.fileName)), zip);
		wrong.push(...differences('Download ZIP', expected, hashed(await contentsIn(zip))));
	}
	const fromBinary = workflow.nodes.some((node) => node.name === AGAIN);
	if (fromBinary) {
		const again = await contentsOf(engine, outputOf(run, AGAIN));
		wrong.push(...differences(AGAIN, expected, hashed(again)));
	}
	return { ...row, files: unpacked.size, bytes, fromBinary, wrong };
}

function watcher({ requests }: Show): NonNullable<Parameters<Engine['run']>[2]> {
	const progress = progressLine(requests);
	return (node, data) => {
		if (data === undefined) {
			progress.start(node);
			return;
		}
		const said = data.error ? `: ${data.error.message}` : '';
		progress.end(node, `${data.data?.main.flat().length ?? 0} item(s)${said}`);
	};
}

function tellHints(run: IRun): void {
	for (const node of Object.keys(run.data.resultData.runData)) {
		for (const hint of hintsOf(run, node))
			console.log(`    hint from ${node}: ${hint.replace(/<br>/g, ' ')}`);
	}
}

async function contentsOf(engine: Engine, items: INodeExecutionData[]): Promise<Map<string, Buffer>> {
	const found = new Map<string, Buffer>();
	for (const { json, binary } of items) {
		found.set(String(json.path), await engine.bytes(binary?.data ?? NOTHING));
	}
	return found;
}

/** A second reader's view of the ZIP that was downloaded. */
async function contentsIn(zip: Buffer): Promise<Map<string, Buffer>> {
	const found = new Map<string, Buffer>();
	for (const file of Object.values((await JSZip.loadAsync(zip)).files)) {
		if (!file.dir) found.set(file.name, await file.async('nodebuffer'));
	}
	return found;
}

function hashed(contents: Map<string, Buffer>): Map<string, string> {
	return new Map(
		[...contents].map(([path, bytes]) => [path, createHash('sha256').update(bytes).digest('hex')]),
	);
}

function differences(step: string, expected: Map<string, string>, found: Map<string, string>): string[] {
	const wrong: string[] = [];
	for (const [path, sha256] of expected) {
		if (!found.has(path)) wrong.push(`${step}: ${path} is missing`);
		else if (found.get(path) !== sha256) wrong.push(`${step}: ${path} differs from the source`);
	}
	for (const path of found.keys())
		if (!expected.has(path)) wrong.push(`${step}: ${path} is not in the source`);
	return wrong;
}

async function save(path: string, bytes: Buffer): Promise<void> {
	await mkdir(dirname(path), { recursive: true });
	await writeFile(path, bytes);
}
