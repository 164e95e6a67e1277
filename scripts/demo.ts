/**
 * `npm run demo`: the example workflow of each provider in n8n's engine, against the loopback services: in three nodes and in
 * one, and the ZIP once more out of its binary field.
 * Every ZIP and every unpacked file is left in `demo-output/`; the exit code is 0 only if each file's bytes equal the source's.
 */
import { hintsOf, outputOf, startEngine, type Engine } from '../test/engine/engine';
import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import JSZip from 'jszip';
import { startSandbox, type Sandbox } from '../test/sandbox';
import { credentialData } from '../test/sandbox/credentialData';
import { examples, inOneNode, type Example } from './examples';
import { printTable } from './table';

const FOLDER = resolve(__dirname, '../demo-output');
/** The node that unpacks a ZIP out of its binary field. */
const AGAIN = 'Unpack ZIP';
/** Every so often the line of a running node is told how far the service is. */
const TICK_MS = 400;

interface Row {
	provider: string;
	/** How many nodes of ours did it. */
	nodes: string;
	files: number;
	bytes: number;
	seconds: number;
	wrong: string[];
}

async function main(): Promise<void> {
	await rm(FOLDER, { recursive: true, force: true });
	const sandbox = await startSandbox();
	try {
		const engine = await startEngine();
		const rows: Row[] = [];
		for (const example of examples()) {
			rows.push(await show(example, '3', engine, sandbox));
			sandbox.reset();
			rows.push(await show(inOneNode(example), '1', engine, sandbox));
			sandbox.reset();
		}
		console.log('');
		printTable(
			['Provider', 'Nodes', 'Files', 'Bytes', 'Seconds', 'Equal to the source'],
			rows.map(({ provider, nodes, files, bytes, seconds, wrong }) => [
				provider,
				nodes,
				String(files),
				bytes.toLocaleString('en'),
				seconds.toFixed(1),
				wrong.length === 0 ? 'yes' : 'NO',
			]),
		);
		for (const { provider, nodes, wrong } of rows)
			for (const reason of wrong) console.log(`${provider} (${nodes}): ${reason}`);
		console.log(`\nEverything is in ${FOLDER}`);
		if (rows.some(({ wrong }) => wrong.length > 0)) process.exitCode = 1;
	} finally {
		await sandbox.close();
	}
}

async function show(
	{ provider, title, workflow }: Example,
	nodes: string,
	engine: Engine,
	sandbox: Sandbox,
): Promise<Row> {
	console.log(`\n${title}`);
	const started = Date.now();
	const progress = progressLine(sandbox);
	const run = await engine.run(workflow, credentialData(sandbox), (node, data) => {
		if (data === undefined) progress.start(node);
		else
			progress.end(
				node,
				`${data.data?.main.flat().length ?? 0} item(s)${data.error ? `: ${data.error.message}` : ''}`,
			);
	});
	const seconds = (Date.now() - started) / 1000;
	for (const node of Object.keys(run.data.resultData.runData)) {
		for (const hint of hintsOf(run, node))
			console.log(`    hint from ${node}: ${hint.replace(/<br>/g, ' ')}`);
	}
	const error = run.data.resultData.error;
	if (error !== undefined)
		return {
			provider,
			nodes,
			files: 0,
			bytes: 0,
			seconds,
			wrong: [`${error.message} ${error.description ?? ''}`],
		};

	const folder = join(FOLDER, provider, nodes === '1' ? 'one-node' : 'three-nodes');
	const expected = new Map(sandbox.files(provider).map(({ path, sha256 }) => [path, sha256]));
	const unpacked = new Map<string, string>();
	let bytes = 0;
	for (const { json, binary } of outputOf(run, 'Unpack')) {
		const content = await engine.bytes(binary?.data ?? { data: '', mimeType: '' });
		const path = String(json.path);
		await save(join(folder, 'files', path), content);
		unpacked.set(path, createHash('sha256').update(content).digest('hex'));
		bytes += content.length;
	}
	const wrong = differences('Unpack', expected, unpacked);
	const [whole] = outputOf(run, 'Download ZIP');
	if (whole?.binary === undefined)
		return { provider, nodes, files: unpacked.size, bytes, seconds, wrong: [...wrong, 'no ZIP came out'] };
	const zip = await engine.bytes(whole.binary.data);
	await save(join(folder, String(whole.json.fileName)), zip);
	wrong.push(...differences('Download ZIP', expected, await hashesIn(zip)));
	if (workflow.nodes.some(({ name }) => name === AGAIN)) {
		const again = new Map<string, string>();
		for (const { json, binary } of outputOf(run, AGAIN)) {
			const content = await engine.bytes(binary?.data ?? { data: '', mimeType: '' });
			again.set(String(json.path), createHash('sha256').update(content).digest('hex'));
		}
		wrong.push(...differences(AGAIN, expected, again));
	}
	return { provider, nodes, files: unpacked.size, bytes, seconds, wrong };
}

/** A second reader's view of the ZIP that was downloaded. */
async function hashesIn(zip: Buffer): Promise<Map<string, string>> {
	const found = new Map<string, string>();
	for (const file of Object.values((await JSZip.loadAsync(zip)).files)) {
		if (file.dir) continue;
		found.set(
			file.name,
			createHash('sha256')
				.update(await file.async('nodebuffer'))
				.digest('hex'),
		);
	}
	return found;
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

/** Tells what a node is doing from what the service sees of it. */
function progressLine(sandbox: Sandbox): {
	start(node: string): void;
	end(node: string, result: string): void;
} {
	let timer: NodeJS.Timeout | undefined;
	let seen = 0;
	let last = '';
	const tell = () => {
		const fresh = sandbox.requests.slice(seen);
		const latest = fresh.at(-1);
		if (latest === undefined) return;
		const bytes = fresh.reduce((sum, request) => sum + request.bytesSent, 0);
		const text = `    ${latest.method} ${latest.url.split('?')[0]} → ${latest.status}  (${fresh.length} requests, ${(bytes / 1024).toFixed(0)} KiB)`;
		if (text !== last) console.log(text);
		last = text;
	};
	return {
		start(node) {
			console.log(`  ▸ ${node}`);
			seen = sandbox.requests.length;
			timer = setInterval(tell, TICK_MS);
		},
		end(node, result) {
			clearInterval(timer);
			tell();
			console.log(`  ✓ ${node}: ${result}`);
		},
	};
}

void main();
