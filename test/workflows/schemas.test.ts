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

/** Fields that came out, each of the type that the schema says, or not told. */
function expectShape(json: unknown, { properties = {} }: Schema): void {
	const facts = Object.entries(json as object) as Array<[string, unknown]>;
	expect(facts.map(([name]) => name).sort()).toEqual(Object.keys(properties).sort());
	for (const [name, value] of facts) {
		if (value === null) continue;
		expect([name, Array.isArray(value) ? 'array' : typeof value]).toEqual([name, properties[name].type]);
	}
}

it('tells the fields of a handle', async () => {
	const run = await stage.run(stage.create('alfresco'), stage.wait('alfresco'));
	expectShape(outputOf(run, 'Create')[0].json, schemaAt('CreateArchive/__schema__/v2.0.0.json'));
	expectShape(outputOf(run, 'Wait')[0].json, schemaAt('WaitForArchive/__schema__/v2.0.0.json'));
});

it.each(['downloadZip', 'listFiles', 'unpack'])(
	'tells the fields of what %s gives out',
	async (operation) => {
		const run = await stage.run(stage.oneNode('box', operation));
		const schema = schemaAt(`DownloadArchive/__schema__/v2.0.0/${operation}.json`);
		expectShape(outputOf(run, 'Download')[0].json, schema);
	},
);
