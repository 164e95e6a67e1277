/** Workflows that people have built with a release go on with the next: its examples, kept when its version was set. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { exampleFiles } from '../../scripts/examples';
import { credentialData } from '../sandbox/credentialData';
import { buildZip } from '../zip/support/buildZip';
import { endOf, openStage, outputOf, withUpload, type Stage } from './support';

const ROOT = resolve(__dirname, '../..');
const KEPT = join(ROOT, 'test', 'releases');
/** As version 1 of the nodes kept them, before a credential was all that is chosen. */
const EARLIER = join(ROOT, 'test', 'nodeVersions', '1');
const releases = existsSync(KEPT) ? readdirSync(KEPT) : [];
if (releases.length === 0)
	console.log('No release is there yet: the examples of today are run instead of those of one.');

/** What examples with a webhook are sent. */
const UPLOAD = buildZip([{ name: 'rows.csv', data: 'a,b' }]);

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => await stage.sandbox.close());

const workflows = [
	join(ROOT, 'examples'),
	EARLIER,
	...releases.map((release) => join(KEPT, release)),
].flatMap((folder) =>
	[...exampleFiles(undefined, folder).keys()].map((file): [string, string] => [
		folder.slice(ROOT.length + 1),
		file,
	]),
);

test.each(workflows)('%s/%s runs as it is', async (folder, file) => {
	const workflow = exampleFiles(stage.sandbox.origin('remote'), join(ROOT, folder)).get(file);
	if (workflow === undefined) throw new Error(`${file} has gone`);
	const run = await stage.engine.run(withUpload(workflow, UPLOAD), credentialData(stage.sandbox));
	expect(endOf(run)).toBeUndefined();
	const downloads = workflow.nodes.filter(({ type }) => type.endsWith('.downloadArchive'));
	expect(downloads).not.toEqual([]);
	for (const { name } of downloads) expect(outputOf(run, name)).not.toEqual([]);
});

test('every version that was published has its examples here', () => {
	// 0.1.0 never was.
	const changelog = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8');
	const published = [...changelog.matchAll(/^## \[(\d+\.\d+\.\d+)\]/gm)].map(([, version]) => version);
	expect(releases.sort()).toEqual(published.filter((version) => version !== '0.1.0').sort());
});
