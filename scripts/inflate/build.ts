/**
 * Builds the module that inflates out of inflate.c: `npx tsx scripts/inflate/build.ts` (Debian: `apt install clang lld`).
 *
 * The same compiler makes the same bytes. Which one made those in the repository, out of which source, is written down beside
 * them, and test/zip/inflateModule.test.ts compares.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const SOURCE = join(__dirname, 'inflate.c');
const TARGET = resolve(__dirname, '../../nodes/shared/bundled/inflateModule.ts');
const FLAGS =
	'--target=wasm32 -O3 -msimd128 -mbulk-memory -nostdlib -Wall -Wextra -Werror -Wl,--no-entry -Wl,--global-base=21504 -Wl,-z,stack-size=16384 -Wl,--initial-memory=720896 -Wl,--max-memory=720896 -Wl,--strip-all';

export const hashOf = (bytes: Uint8Array | string): string =>
	createHash('sha256').update(bytes).digest('hex');

/** First line of what the compiler says of itself; null when there is none. */
export function compiler(): string | null {
	try {
		return execFileSync('clang', ['--version'], { encoding: 'utf8' }).split('\n')[0].trim();
	} catch {
		return null;
	}
}

/** The module, compiled here and now. */
export function compile(): Buffer {
	const folder = mkdtempSync(join(tmpdir(), 'inflate-'));
	try {
		const file = join(folder, 'inflate.wasm');
		execFileSync('clang', [...FLAGS.split(' '), '-o', file, SOURCE], { stdio: 'inherit' });
		return readFileSync(file);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function write(): void {
	const module = compile();
	writeFileSync(
		TARGET,
		[
			'/**',
			' * Written by scripts/inflate/build.ts: what it makes of scripts/inflate/inflate.c, which is ours and under our licence (MIT).',
			' *',
			` * Source, SHA-256: ${hashOf(readFileSync(SOURCE))}`,
			` * Module, SHA-256: ${hashOf(module)}`,
			` * Compiler: ${compiler()}`,
			` * Flags: ${FLAGS}`,
			' */',
			`export const INFLATE_MODULE =\n\t'${module.toString('base64')}';`,
			'',
		].join('\n'),
	);
}

if (require.main === module) write();
