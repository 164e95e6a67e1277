/** The module in the bundle is what its source makes of itself. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { INFLATE_MODULE } from '../../nodes/shared/bundled/inflateModule';
import { engine } from './support/engines';
import { compile, compiler, hashOf } from '../../scripts/inflate/build';

const written = readFileSync(join(__dirname, '../../nodes/shared/bundled/inflateModule.ts'), 'utf8');
const noted = (what: string): string => new RegExp(`\\* ${what}: (.*)`).exec(written)?.[1] ?? '';
const module_ = Buffer.from(INFLATE_MODULE, 'base64');

test('is the one whose hash is written down, out of the source whose hash is', () => {
	const source = readFileSync(join(__dirname, '../../scripts/inflate/inflate.c'));
	expect(hashOf(source)).toBe(noted('Source, SHA-256'));
	expect(hashOf(module_)).toBe(noted('Module, SHA-256'));
});

const sameCompiler = compiler() === noted('Compiler');
(sameCompiler ? test : test.skip)(`is what ${noted('Compiler')} makes of it`, () => {
	expect(compile().equals(module_)).toBe(true);
});

test('asks for nothing from outside, and its memory can not grow', () => {
	const { memory } = engine().calls as unknown as {
		memory: { grow(pages: number): number; buffer: ArrayBuffer };
	};
	expect(memory.buffer.byteLength).toBeLessThan(1024 * 1024);
	expect(() => memory.grow(1)).toThrow(/grow/);
});
