import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../n8n/lib/cache';
import { N8N_VERSION } from '../n8n/lib/install';

/** A contender and what the report calls it. */
export interface Entrant {
	/** Its program in `contenders/`. */
	name: string;
	title: string;
	/** Archives that it can unpack; all when it is left out. */
	only?: string[];
	/** Whether its memory and stalls are its own (a program at the other end of a pipe is not seen). */
	measurable: boolean;
}

/** Who takes part on this machine. */
export interface Lineup {
	ours: Entrant;
	peer: Entrant;
	others: Entrant[];
	/** Folder of the installed n8n. */
	n8n: string | null;
	/** Version 0.1.0. */
	old: Entrant | null;
	/** What is missing here, for the report. */
	missing: string[];
}

/** Looks for the installed n8n and for bsdtar (`old` is the folder of version 0.1.0, if it is there); what is not there is told, not left out silently. */
export function findLineup(old: string | null): Lineup {
	const folder = join(cacheFolder(), `n8n-${N8N_VERSION}`);
	const installed = existsSync(join(folder, 'node_modules/n8n-nodes-base/package.json'));
	const bsdtar = spawnSync('bsdtar', ['--version'], { stdio: 'ignore' }).status === 0;
	const missing = [
		...(installed ? [] : ['No n8n is installed in the cache folder: a stand-in does what its two nodes do.']),
		...(bsdtar ? [] : ['bsdtar is not installed (Debian: `apt install libarchive-tools`).']),
		...(old === null ? ['The commit of version 0.1.0 is not in this clone.'] : []),
	];
	const before: Entrant = { name: 'old', title: 'version 0.1.0', only: ['a', 'c'], measurable: true };
	return {
		old: old === null ? null : before,
		ours: { name: 'ours', title: 'Download Archive › Unpack', measurable: true },
		peer: installed
			? { name: 'peer', title: `n8n ${versionIn(folder)}: HTTP Request + Compression`, measurable: true }
			: { name: 'standIn', title: 'stand-in for HTTP Request + Compression', measurable: true },
		others: [
			{ name: 'yauzl', title: 'download, then yauzl', measurable: true },
			...(bsdtar ? [{ name: 'bsdtar', title: '`bsdtar` from a pipe', measurable: false }] : []),
			...(old === null ? [] : [before]),
			{ name: 'floor', title: 'its floor: inflated and stored', only: ['b'], measurable: true },
			{ name: 'raw', title: 'raw inflate to a file', only: ['a'], measurable: true },
		],
		n8n: installed ? folder : null,
		missing,
	};
}

function versionIn(folder: string): string {
	const path = join(folder, 'node_modules/n8n/package.json');
	return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}
