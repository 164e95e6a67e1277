/** What other people's writers make, read back byte for byte. */
import { execFileSync, spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import JSZip from 'jszip';
import { unpackByDirectory } from './support/byDirectory';
import { MemorySource } from './support/memorySource';
import { unpack } from './support/unpack';

const FILES: Record<string, Buffer> = {
	'empty.txt': Buffer.alloc(0),
	'one.bin': Buffer.from([0]),
	'folder/résumé 日本語 💩.txt': Buffer.from('umlauts'),
	'rows.csv': Buffer.from('id;name\n'.repeat(50_000)),
	'random.bin': Buffer.from(Array.from({ length: 70_000 }, (_, at) => (at * at * 31 + at * 7) & 255)),
	'large.csv': Buffer.from(Array.from({ length: 900_000 }, (_, at) => `${at};`).join('')),
};

function has(command: string): boolean {
	const found = spawnSync(command, ['--version']).status !== null;
	if (!found) console.log(`Skipped: ${command} is not installed`);
	return found;
}

async function expectFiles(archive: Buffer, files = FILES): Promise<void> {
	const wanted = Object.keys(files).sort();
	for (const options of [{}, { chunk: 777 }]) {
		const forward = await unpack(new MemorySource(archive, options));
		const ranged = await unpack(
			new MemorySource(archive, { ...options, ranges: true }),
			{},
			unpackByDirectory,
		);
		for (const { files: got, report } of [forward, ranged]) {
			expect(got.map(({ path }) => path).sort()).toEqual(wanted);
			for (const { path, bytes } of got) expect(bytes.equals(files[path])).toBe(true);
			expect(report.warnings).toEqual([]);
		}
	}
}

describe('jszip', () => {
	const kinds = [false, true].flatMap((streamFiles) =>
		(['STORE', 'DEFLATE'] as const).map((how) => ({ how, streamFiles })),
	);
	test.each(kinds)('$how, streamed: $streamFiles', async ({ how, streamFiles }) => {
		const zip = new JSZip();
		for (const [path, data] of Object.entries(FILES)) zip.file(path, data);
		await expectFiles(await zip.generateAsync({ type: 'nodebuffer', compression: how, streamFiles }));
	});
});

const PYTHON = `
import sys, json, zipfile, base64, os
spec = json.load(sys.stdin)
class Stream:
    def __init__(self, out): self.out = out
    def write(self, data): return self.out.write(data)
    def flush(self): pass
with open(spec['to'], 'wb') as out:
    target = Stream(out) if spec['stream'] else out
    how = zipfile.ZIP_DEFLATED if spec['deflate'] else zipfile.ZIP_STORED
    with zipfile.ZipFile(target, 'w', how) as archive:
        for path in spec['paths']:
            with archive.open(path, 'w', force_zip64=spec['wide']) as entry:
                entry.write(open(os.path.join(spec['from'], path), 'rb').read())
        archive.comment = b'a comment'
`;

/** The files on disk, for writers that read them from there. */
function onDisk(): string {
	const folder = mkdtempSync(join(tmpdir(), 'zip-writers-'));
	for (const [path, data] of Object.entries(FILES)) {
		mkdirSync(dirname(join(folder, 'in', path)), { recursive: true });
		writeFileSync(join(folder, 'in', path), data);
	}
	return folder;
}

let folder: string;
beforeAll(() => (folder = onDisk()));
afterAll(() => rmSync(folder, { recursive: true }));

(has('python3') ? describe : describe.skip)("Python's zipfile", () => {
	const yesNo = [false, true];
	const kinds = yesNo.flatMap((deflate) =>
		yesNo.flatMap((stream) => yesNo.map((wide) => ({ deflate, stream, wide }))),
	);
	test.each(kinds)('deflate $deflate, streamed $stream, ZIP64 $wide', async (kind) => {
		const to = join(folder, 'python.zip');
		const spec = { ...kind, to, from: join(folder, 'in'), paths: Object.keys(FILES) };
		execFileSync('python3', ['-c', PYTHON], { input: JSON.stringify(spec) });
		await expectFiles(readFileSync(to));
	});
});

(has('zip') ? describe : describe.skip)('Info-ZIP', () => {
	test.each([
		['stored', '-0'],
		['deflated', '-6'],
		['ZIP64', '-fz'],
	])('%s', async (_, option) => {
		const to = join(folder, `info${option}.zip`);
		execFileSync('zip', ['-q', '-r', option, to, '.'], { cwd: join(folder, 'in') });
		await expectFiles(readFileSync(to));
	});

	test('to a pipe, with data descriptors', async () => {
		const options = { cwd: join(folder, 'in'), maxBuffer: 64 * 1024 * 1024 };
		await expectFiles(execFileSync('sh', ['-c', 'zip -q -r - . | cat'], options));
	});

	test('a file deleted afterwards does not come back', async () => {
		const to = join(folder, 'deleted.zip');
		execFileSync('zip', ['-q', '-r', to, '.'], { cwd: join(folder, 'in') });
		execFileSync('zip', ['-q', '-d', to, 'one.bin']);
		const left = Object.fromEntries(Object.entries(FILES).filter(([path]) => path !== 'one.bin'));
		await expectFiles(readFileSync(to), left);
	});
});
