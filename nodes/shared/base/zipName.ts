/** A name for the archive, ending in `.zip`; nothing when none is given. Slashes would be folders. */
export function zipName(name: string): string | undefined {
	const clean = name
		.replace(/[\p{Cc}/\\]+/gu, '_')
		.trim()
		.slice(0, 200);
	if (clean === '') return undefined;
	return /\.zip$/i.test(clean) ? clean : `${clean}.zip`;
}
