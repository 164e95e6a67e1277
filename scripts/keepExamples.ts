/**
 * npm runs this when the version is set (`npm version …`): it keeps the examples as they are in this release, so that every
 * later one has to run them.
 */
import { cpSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
const target = join(ROOT, 'test', 'releases', version);

cpSync(join(ROOT, 'examples'), target, { recursive: true });
console.log(`The examples of ${version} are kept in ${target}: commit them.`);
