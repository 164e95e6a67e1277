/**
 * `npm run demo`: every provider in n8n's engine, against loopback services: those that are code by their example workflows,
 * every preset, and Other Service set up by fields. Each in three nodes and in one, and the ZIP once more out of its binary field.
 * Every ZIP and every unpacked file is left in `demo-output/`; the exit code is 0 only if each file's bytes equal the source's.
 */
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { startEngine, type Engine } from '../test/engine/engine';
import { startSandbox, type Sandbox } from '../test/sandbox';
import { credentialData } from '../test/sandbox/credentialData';
import { otherServiceShows, presetShows, QUICKLY, type RecipeShow } from './demo/recipes';
import { runShow, type Row, type Show } from './demo/show';
import { examples, inOneNode } from './examples';
import { printTable } from './table';

const FOLDER = resolve(__dirname, '../demo-output');

async function main(): Promise<void> {
	await rm(FOLDER, { recursive: true, force: true });
	const engine = await startEngine();
	const sandbox = await startSandbox();
	const presets = await presetShows();
	try {
		const rows = [
			...(await runAll(codedShows(sandbox), engine, sandbox)),
			...(await runAll([...presets, ...otherServiceShows(sandbox)].flatMap(inBothWays), engine, sandbox)),
		];
		tell(rows);
		if (rows.some(({ wrong }) => wrong.length > 0)) process.exitCode = 1;
	} finally {
		await Promise.all([sandbox.close(), ...presets.map(async (preset) => await preset.close())]);
	}
}

async function runAll(shows: Show[], engine: Engine, sandbox: Sandbox): Promise<Row[]> {
	const rows: Row[] = [];
	for (const show of shows) {
		rows.push(await runShow(show, engine, FOLDER));
		sandbox.reset();
	}
	return rows;
}

function codedShows(sandbox: Sandbox): Show[] {
	return examples().flatMap((example): Show[] => {
		const { provider, title, workflow } = example;
		const shared = {
			name: provider,
			title,
			credentials: credentialData(sandbox),
			files: sandbox.files(provider),
			requests: sandbox.requests,
		};
		return [
			{ ...shared, nodes: '3', workflow },
			{ ...shared, nodes: '1', workflow: inOneNode(workflow) },
		];
	});
}

function inBothWays({ name, title, workflow, credential, data, files, requests }: RecipeShow): Show[] {
	const shared = { name, title, credentials: { [credential]: data }, files, requests };
	return [
		{ ...shared, nodes: '3', workflow },
		{ ...shared, nodes: '1', workflow: inOneNode(workflow, QUICKLY) },
	];
}

function tell(rows: Row[]): void {
	console.log('');
	printTable(
		['Provider', 'Nodes', 'Files', 'Bytes', 'Seconds', 'Binary field', 'Equal to the source'],
		rows.map(({ name, nodes, files, bytes, seconds, fromBinary, wrong }) => [
			name,
			nodes,
			String(files),
			bytes.toLocaleString('en'),
			seconds.toFixed(1),
			fromBinary ? 'too' : '',
			wrong.length === 0 ? 'yes' : 'NO',
		]),
	);
	for (const { name, nodes, wrong } of rows)
		for (const reason of wrong) console.log(`${name} (${nodes}): ${reason}`);
	console.log(`\nEverything is in ${FOLDER}`);
}

void main();
