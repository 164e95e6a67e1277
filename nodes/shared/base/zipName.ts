import type { ForeignText } from '../contract/api';

/** Most file systems take 255 bytes for a name; 200 characters leave room for an ending and a number. */
const LONGEST = 200;

/** A name as one part of a path: slashes would be folders, a colon a drive, a dot in front hides the file. May be empty. */
export function onePart(name: ForeignText): string {
	return name
		.slice(0, 2 * LONGEST)
		.replace(/[\p{Cc}\p{Cs}/\\:?]+/gu, '_')
		.trim()
		.replace(/^\.+/, '')
		.slice(0, LONGEST)
		.trim();
}

/** A name for the archive, ending in `.zip`; nothing when none is given. */
export function zipName(name: ForeignText): string | undefined {
	const clean = onePart(name);
	if (clean === '') return undefined;
	return /\.zip$/i.test(clean) ? clean : `${clean}.zip`;
}

/** The same without `.zip`, for services that add it themselves. An ending alone is no name. */
export function nameWithoutZip(name: ForeignText): string | undefined {
	return onePart(name.trim().replace(/\.zip$/i, '')) || undefined;
}
