import {
	appendFileSync,
	cpSync,
	mkdirSync,
	mkdtempSync,
	renameSync,
	rmSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireFreshBuild, stampFor } from '../../scripts/build/stamp';
import { ROOT } from './manifest';

const SOURCE = {
	'nodes/A/A.node.ts': 'export class A {}',
	'nodes/shared/zip/index.ts': 'export const one = 1;',
	'credentials/Api.credentials.ts': 'export class Api {}',
	'icons/a.svg': '<svg/>',
	'scripts/build/csvOptions.ts': 'export const two = 2;',
	'gulpfile.js': '// builds',
	'tsconfig.json': '{}',
	'tsconfig.build.json': '{}',
	'package.json': '{ "n8n": { "nodes": [] }, "devDependencies": { "fflate": "0.8.3" }, "scripts": {} }',
};

const STALE = /^dist\/ was not built from the source as it is now: run "npm run build" first\.$/;

let folder: string;
let root: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'archives-stamp-'));
	root = join(folder, 'checkout');
	for (const [file, text] of Object.entries(SOURCE)) write(file, text);
	write('dist/archive.js', `exports.A = class {};\n${stampFor(root)}\n`);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text: string): void {
	mkdirSync(join(root, file, '..'), { recursive: true });
	writeFileSync(join(root, file), text);
}

test('a build of this source is fresh, in a copy of the checkout too', () => {
	const copy = join(folder, 'copy');
	cpSync(root, copy, { recursive: true });
	const later = new Date(Date.now() + 60_000);
	for (const file of Object.keys(SOURCE)) utimesSync(join(copy, file), later, later);
	expect(() => requireFreshBuild(copy)).not.toThrow();
});

test.each(Object.keys(SOURCE).filter((file) => file !== 'package.json'))('a change of %s is seen', (file) => {
	appendFileSync(join(root, file), '\n');
	expect(() => requireFreshBuild(root)).toThrow(STALE);
});

test.each([
	['a file more', () => write('nodes/B.ts', '')],
	['a file less', () => rmSync(join(root, 'icons/a.svg'))],
	['another name', () => renameSync(join(root, 'icons/a.svg'), join(root, 'icons/b.svg'))],
	['another node', () => write('package.json', SOURCE['package.json'].replace('[]', '["dist/B.node.js"]'))],
	['another library', () => write('package.json', SOURCE['package.json'].replace('0.8.3', '0.8.4'))],
	['a bundle without a stamp', () => write('dist/archive.js', 'exports.A = class {};\n')],
])('%s is seen', (_what, change) => {
	change();
	expect(() => requireFreshBuild(root)).toThrow(STALE);
});

test('another command in package.json is no other source', () => {
	write('package.json', SOURCE['package.json'].replace('{} }', '{ "more": "node more.js" } }'));
	expect(() => requireFreshBuild(root)).not.toThrow();
});

test('a version without a folder that came later can be stamped', () => {
	rmSync(join(root, 'scripts'), { recursive: true });
	expect(() => requireFreshBuild(root)).toThrow(STALE);
	write('dist/archive.js', `exports.A = class {};\n${stampFor(root)}\n`);
	expect(() => requireFreshBuild(root)).not.toThrow();
});

test('no build at all is told as that', () => {
	rmSync(join(root, 'dist'), { recursive: true });
	expect(() => requireFreshBuild(root)).toThrow('There is no dist/: "npm run build" makes it.');
});

test('dist/ of this checkout is fresh', () => {
	expect(() => requireFreshBuild(ROOT)).not.toThrow();
});
