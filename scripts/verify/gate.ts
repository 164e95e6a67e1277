import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const NPM = process.platform === 'win32' ? 'npm.cmd' : 'npm';

interface Verdict {
	passed: boolean;
	message?: string;
	details?: string;
}

/** n8n's gate, as the package `@n8n/scan-community-package` exports it. */
interface Gate {
	analyzePackage(folder: string, patterns: string[]): Promise<Verdict>;
	SOURCE_FILE_PATTERNS: string[];
}

/** Something that has to hold of a package. */
export interface Check {
	name: string;
	/** What stands in the way; empty when nothing does. */
	findings: string[];
}

/** Packs the package of `root` as `npm publish` would, unpacks it in `folder`, and gives the place of its package.json there. */
export function pack(root: string, folder: string): string {
	const said = execFileSync(NPM, ['pack', '--json', '--pack-destination', folder], {
		cwd: root,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const [{ filename }] = JSON.parse(said) as [{ filename: string }];
	execFileSync('tar', ['-xzf', filename], { cwd: folder });
	return join(folder, 'package');
}

/** n8n's own gate, on the source in `root` and on what was packed of it. */
export async function gateChecks(root: string, unpacked: string): Promise<Check[]> {
	const path = createRequire(__filename).resolve('@n8n/scan-community-package/scanner/scanner.mjs');
	const gate = (await import(pathToFileURL(path).href)) as Gate;
	return [
		verdict("n8n's gate on the source", await gate.analyzePackage(root, gate.SOURCE_FILE_PATTERNS)),
		verdict("n8n's gate on the tarball", await gate.analyzePackage(unpacked, ['**/*.js', 'package.json'])),
	];
}

function verdict(name: string, { passed, message, details }: Verdict): Check {
	return { name, findings: passed ? [] : [details ?? message ?? 'it did not pass'] };
}
