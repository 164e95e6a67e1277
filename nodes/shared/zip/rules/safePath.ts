/**
 * Names come from strangers and end up in expressions, logs and file systems. A path made here has
 * forward slashes only and can't leave the folder that it is put into.
 */
import type { ForeignText } from '../../contract/api';
import { fileNameFor } from './fileName';

export interface SafePath {
	path: string;
	/** The last part, fit to be a file name on Windows as well. */
	name: string;
	folder: string;
	/** The name ends in a slash: it marks a folder. */
	isFolder: boolean;
	/** Why the name as given is a danger: such an entry is refused unless the user asks for renaming. */
	danger: string | null;
	/** Whether something was made safe: always where there is a danger. */
	changed: boolean;
}

/**
 * Control characters; marks that turn the reading direction to disguise a file's type; what shows as nothing (a model reads
 * words in it that nobody sees), or ends a line. Joiners and variation selectors stay: Persian, emoji and Japanese are
 * written with them.
 */
const INVISIBLE = /(?!\p{Join_C}|\p{VS})[\p{Cc}\p{DI}\u2028\u2029\ufff9-\ufffb]/gu;
const PLAIN = /^\w[\w -]*(?:[./][\w-]+)*$/;
const DRIVE = /^[A-Z]:$/i;

/** @param parts of the path, empty ones and single dots left out */
function dangerOf(slashed: string, parts: string[], isFolder: boolean): string | null {
	if (slashed.includes('\0')) return 'it holds a NUL character';
	if (slashed.startsWith('//')) return 'it starts at a server';
	if (parts.includes('..')) return 'it climbs out of its folder with ".."';
	// Without a slash behind it, a letter and a colon are a name like any other: "Q: what is open.txt".
	if (DRIVE.test(parts[0] ?? '') && (parts.length > 1 || isFolder)) return 'it starts at a drive';
	return null;
}

/** A slash in front means nothing inside an archive: it is passed over, as every other reader does. */
export function safePath(raw: ForeignText): SafePath {
	// Nearly every name is plain and needs none of what follows but the cut at its last slash.
	if (PLAIN.test(raw)) return cut(raw, false, null, false);
	const slashed = raw.replaceAll('\\', '/');
	const given = slashed.split('/').filter((part) => part !== '' && part !== '.');
	const isFolder = slashed.endsWith('/');
	const danger = dangerOf(slashed, given, isFolder);
	const parts = given.filter((part) => part !== '..').map((part) => part.replace(INVISIBLE, '_'));
	while (DRIVE.test(parts[0] ?? '') && (parts.length > 1 || isFolder)) parts.shift();
	const path = parts.join('/') || (isFolder ? '' : 'unnamed');
	return cut(path, isFolder, danger, path !== (isFolder ? raw.slice(0, -1) : raw));
}

function cut(path: string, isFolder: boolean, danger: string | null, changed: boolean): SafePath {
	const slash = path.lastIndexOf('/');
	const folder = slash === -1 ? '' : path.slice(0, slash);
	return { path, name: fileNameFor(path.slice(slash + 1)), folder, isFolder, danger, changed };
}
