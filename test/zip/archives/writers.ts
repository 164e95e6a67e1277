/** Archives as other people's writers make them: the same few files, packed by each in each of its ways. */
import JSZip from 'jszip';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';

/** What is in each of them, by path. */
export const FILES: Record<string, string> = {
	'empty.txt': '',
	'folder/résumé 日本語.txt': 'umlauts',
	'rows.csv': 'id;name\n'.repeat(500),
};
const WHEN = new Date('2026-01-02T03:04:06Z');

export interface Writer {
	/** Name of the file in `made/`, without its extension. */
	name: string;
	/** The command that has to be installed; none where the writer is one of our dev dependencies. */
	command?: string;
	/** @param folder holds FILES */
	write(folder: string): Buffer | Promise<Buffer>;
}

/** One that writes `out.zip` beside the folder that it packs. */
const command = (name: string, program: string, ...options: string[]): Writer => ({
	name,
	command: program,
	write: (folder) => {
		const target = join(folder, '..', 'out.zip');
		rmSync(target, { force: true });
		execFileSync(program, [...options.map((option) => (option === 'OUT' ? target : option))], {
			cwd: folder,
			env: { ...process.env, TZ: 'UTC' },
		});
		return readFileSync(target);
	},
});

const python = (name: string, how: string, open: string, wide: boolean): Writer =>
	command(
		name,
		'python3',
		'-c',
		`
import os, sys, zipfile
class Pipe:
    def __init__(self, out): self.out = out
    def write(self, data): return self.out.write(data)
    def flush(self): pass
with open(sys.argv[1], 'wb') as out:
    with zipfile.ZipFile(${open}, 'w', zipfile.${how}) as archive:
        for folder, _, names in os.walk('.'):
            for name in names:
                path = os.path.relpath(os.path.join(folder, name))
                with archive.open(zipfile.ZipInfo.from_file(path), 'w', force_zip64=${wide ? 'True' : 'False'}) as entry:
                    entry.write(open(path, 'rb').read())
`,
		'OUT',
	);

const jszip = (name: string, compression: 'STORE' | 'DEFLATE', streamFiles: boolean): Writer => ({
	name,
	write: async () => {
		const zip = new JSZip();
		for (const [path, data] of Object.entries(FILES)) zip.file(path, data, { date: WHEN });
		return await zip.generateAsync({ type: 'nodebuffer', compression, streamFiles });
	},
});

export const WRITERS: Writer[] = [
	jszip('jszip-stored', 'STORE', false),
	jszip('jszip-deflated', 'DEFLATE', false),
	jszip('jszip-streamed', 'DEFLATE', true),
	{
		name: 'fflate',
		write: () =>
			Buffer.from(
				zipSync(Object.fromEntries(Object.entries(FILES).map(([path, data]) => [path, Buffer.from(data)])), {
					mtime: WHEN,
				}),
			),
	},
	command('info-zip-stored', 'zip', '-q', '-r', '-X', '-0', 'OUT', '.'),
	command('info-zip-deflated', 'zip', '-q', '-r', '-6', 'OUT', '.'),
	command('info-zip-zip64', 'zip', '-q', '-r', '-X', '-fz', 'OUT', '.'),
	command('info-zip-descriptors', 'zip', '-q', '-r', '-X', '-fd', 'OUT', '.'),
	python('python-stored', 'ZIP_STORED', 'out', false),
	python('python-zip64', 'ZIP_DEFLATED', 'out', true),
	python('python-to-a-pipe', 'ZIP_DEFLATED', 'Pipe(out)', false),
	command('bsdtar', 'bsdtar', '-a', '-c', '-f', 'OUT', '.'),
	command('7-zip', '7z', 'a', '-tzip', 'OUT', '.'),
];

/** Runs `work` with a folder that holds FILES, and removes it. */
export async function withFiles<T>(work: (folder: string) => Promise<T>): Promise<T> {
	const base = mkdtempSync(join(tmpdir(), 'archives-'));
	const folder = join(base, 'in');
	try {
		for (const [path, data] of Object.entries(FILES)) {
			mkdirSync(dirname(join(folder, path)), { recursive: true });
			writeFileSync(join(folder, path), data);
			utimesSync(join(folder, path), WHEN, WHEN);
		}
		return await work(folder);
	} finally {
		rmSync(base, { recursive: true });
	}
}
