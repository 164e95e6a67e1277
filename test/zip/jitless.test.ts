/** A Node that runs without WebAssembly unpacks the same files, in the way that does without. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import JSZip from 'jszip';

const SIZES = [0, 10, 20_000, 300_000, 2_000_000, 6_000_000];
const PROGRAM = `
import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { unpackArchive } from '${join(__dirname, '../../nodes/shared/zip')}';
const source = (bytes) => ({
	size: bytes.length, ranges: false,
	async open() { return { offset: 0, close() {}, async *[Symbol.asyncIterator]() {
		for (let at = 0; at < bytes.length; at += 65536) yield Uint8Array.from(bytes.subarray(at, at + 65536));
	} }; },
});
async function main() {
	const result = { webAssembly: typeof WebAssembly, files: {}, refused: [] };
	for (const path of process.argv.slice(2)) {
		try {
			await unpackArchive(source(readFileSync(path)), {}, async (entry, content) => {
				const hash = createHash('sha256');
				if (content instanceof Uint8Array) hash.update(content);
				else for await (const piece of content) hash.update(piece);
				result.files[entry.path] = hash.digest('hex');
			});
		} catch (reason) {
			result.refused.push(reason.message);
		}
	}
	process.stdout.write(JSON.stringify(result));
}
void main();
`;

interface Result {
	webAssembly: string;
	files: Record<string, string>;
	refused: string[];
}

let folder: string;
let archives: string[];
const hashes: Record<string, string> = {};

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'jitless-'));
	const text = Buffer.from(Array.from({ length: 700_000 }, (_, row) => `${(row * 7919) % 10_007} `).join(''));
	archives = await Promise.all(
		[false, true].map(async (streamFiles) => {
			const zip = new JSZip();
			for (const size of SIZES) {
				const name = `${streamFiles}-${size}.txt`;
				zip.file(name, text.subarray(0, size));
				hashes[name] = createHash('sha256').update(text.subarray(0, size)).digest('hex');
			}
			const path = join(folder, `${streamFiles}.zip`);
			writeFileSync(
				path,
				await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', streamFiles }),
			);
			return path;
		}),
	);
	writeFileSync(join(folder, 'program.ts'), PROGRAM);
	buildSync({
		entryPoints: [join(folder, 'program.ts')],
		outfile: join(folder, 'program.js'),
		bundle: true,
		platform: 'node',
		external: ['n8n-workflow'],
		nodePaths: [join(__dirname, '../../node_modules')],
		logLevel: 'error',
	});
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(options: string[], paths: string[]): Result {
	const env = { ...process.env, NODE_PATH: join(__dirname, '../../node_modules'), NODE_OPTIONS: '' };
	const program = join(folder, 'program.js');
	const output = execFileSync(process.execPath, [...options, program, ...paths], { env, encoding: 'utf8' });
	return JSON.parse(output) as Result;
}

test.each([
	['with WebAssembly', [], 'object'],
	['without', ['--jitless'], 'undefined'],
])('%s', (_, options, webAssembly) => {
	expect(run(options, archives)).toEqual({ webAssembly, files: hashes, refused: [] });
});

test('Deflate64 is refused without, and says why', () => {
	const deflate64 = join(__dirname, 'support/deflate64.zip');
	expect(readFileSync(deflate64).readUInt16LE(8)).toBe(9);
	expect(run([], [deflate64]).refused).toEqual([]);
	expect(run(['--jitless'], [deflate64]).refused).toEqual([expect.stringMatching(/rows\.txt.*WebAssembly/)]);
});
