/**
 * Names come from strangers and end up in expressions, logs and file systems. A path made here has
 * forward slashes only and can't leave the folder that it is put into.
 */
export interface SafePath {
	path: string;
	/** The last part, fit to be a file name on Windows as well. */
	name: string;
	folder: string;
	/** The name ends in a slash: it marks a folder. */
	isFolder: boolean;
	/** Why the name as given is a danger: such an entry is refused unless the user asks for renaming. */
	danger: string | null;
	/** What was made safe without a danger. */
	changed: boolean;
}

// Control characters, and marks that turn the reading direction to disguise a file's type.
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const PLAIN = /^[A-Za-z0-9_][A-Za-z0-9_ -]*(?:[./][A-Za-z0-9_-]+)*$/;
const NOT_IN_WINDOWS_NAMES = /[<>:"|?*]/g;
const RESERVED_ON_WINDOWS = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$/i;

function dangerOf(slashed: string): string | null {
	if (slashed.includes('\0')) return 'it holds a NUL character';
	if (/^[A-Za-z]:/.test(slashed)) return 'it starts at a drive';
	if (slashed.startsWith('/') && slashed !== '/') return 'it starts at the root of the disk';
	if (/(^|\/)\.\.(\/|$)/.test(slashed)) return 'it climbs out of its folder with ".."';
	return null;
}

/** The name that a file may be saved under anywhere: "CON" and "x." can't be opened on Windows. */
function fileName(part: string): string {
	const name = part.replace(NOT_IN_WINDOWS_NAMES, '_').replace(/[. ]+$/, '');
	if (name === '') return 'unnamed';
	return RESERVED_ON_WINDOWS.test(name) ? `_${name}` : name;
}

export function safePath(raw: string): SafePath {
	// Nearly every name is plain and needs none of what follows but the cut at its last slash.
	if (PLAIN.test(raw)) return cut(raw, false, null, false);
	const slashed = raw.replaceAll('\\', '/');
	const danger = dangerOf(slashed);
	const isFolder = slashed.endsWith('/');
	const parts = slashed
		.replace(/^[A-Za-z]:/, '')
		.replace(INVISIBLE, '_')
		.split('/')
		.filter((part) => part !== '' && part !== '.' && part !== '..');
	const path = parts.join('/') || (isFolder ? '' : 'unnamed');
	return cut(path, isFolder, danger, path !== (isFolder ? raw.slice(0, -1) : raw));
}

function cut(path: string, isFolder: boolean, danger: string | null, changed: boolean): SafePath {
	const slash = path.lastIndexOf('/');
	const folder = slash === -1 ? '' : path.slice(0, slash);
	return { path, name: fileName(path.slice(slash + 1)), folder, isFolder, danger, changed };
}
