/** What n8n shows of an output before the first run is what comes out of it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCHEMAS } from '../../scripts/derive/schemas';
import { ROOT } from '../package/manifest';
import { openStage, outputOf, type Stage } from './support';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterEach(() => stage.sandbox.reset());
afterAll(async () => await stage.sandbox.close());

interface Schema {
	type: string;
	properties?: Record<string, Schema>;
	version?: number;
}

/** As n8n finds it: beside the built node, by version and operation. */
function schemaAt(path: string): Schema {
	return JSON.parse(readFileSync(join(ROOT, 'dist/nodes', path), 'utf8')) as Schema;
}

it.each(SCHEMAS.map(([path]) => path))('%s is in the build', (path) => {
	expect(existsSync(join(ROOT, 'dist/nodes', path))).toBe(true);
	expect(schemaAt(path)).toMatchObject({ type: 'object', version: 1 });
});

/** Fields that came out, each of the type that the schema says. @param untold those that an archive item leaves out */
function expectShape(json: unknown, { properties = {} }: Schema, untold: readonly string[] = []): void {
	const facts = Object.entries(json as object) as Array<[string, unknown]>;
	const names = [...facts.map(([name]) => name), ...untold];
	expect(names.sort()).toEqual(Object.keys(properties).sort());
	for (const [name, value] of facts) {
		if (value === null) continue;
		expect([name, Array.isArray(value) ? 'array' : typeof value]).toEqual([name, properties[name].type]);
	}
}

it('tells the fields of an archive item, and those that it may have', async () => {
	const run = await stage.run(stage.create('alfresco'), stage.wait('alfresco'));
	expectShape(outputOf(run, 'Create')[0].json, schemaAt('CreateArchive/__schema__/v2.0.0.json'), ['reason']);
	expectShape(outputOf(run, 'Wait')[0].json, schemaAt('WaitForArchive/__schema__/v2.0.0.json'), ['reason']);
});

it('tells the fields of what readFile gives out', async () => {
	const run = await stage.run(stage.oneNode('dataFramer', 'readFile', { filePath: textFile().path }));
	const schema = schemaAt('DownloadArchive/__schema__/v2.0.0/readFile.json');
	expectShape(outputOf(run, 'Download')[0].json, schema);
});

/** A file of the demo that is text. */
function textFile(): { path: string } {
	const found = stage.sandbox.files('dataFramer').find(({ path }) => /\.(?:csv|json|md|txt)$/.test(path));
	if (found === undefined) throw new Error('The demo of DataFramer has no text file');
	return found;
}

it.each(['downloadZip', 'listFiles', 'unpack'])(
	'tells the fields of what %s gives out',
	async (operation) => {
		const run = await stage.run(stage.oneNode('box', operation));
		const schema = schemaAt(`DownloadArchive/__schema__/v2.0.0/${operation}.json`);
		expectShape(outputOf(run, 'Download')[0].json, schema);
	},
);
