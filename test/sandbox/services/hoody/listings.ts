import type { HoodyBehaviour } from './behaviour';
import type { HoodyEntry, HoodyVolume } from './volume';

/** Answer of `?json` on the root form, and of the old kit on /api/v1. Times in milliseconds. A search goes through all below. */
export function directoryListing(
	volume: HoodyVolume,
	rights: HoodyBehaviour,
	path: string,
	wanted = '',
): Record<string, unknown> {
	const all = entriesIn(volume, rights, path, wanted !== '');
	const entries = all.filter(({ name }) =>
		(name.split('/').at(-1) ?? '').toLowerCase().includes(wanted.toLowerCase()),
	);
	return {
		kind: 'Index',
		href: `/${path}`,
		uri_prefix: '/',
		dir_exists: true,
		auth: false,
		user: null,
		allow_archive: rights.allowArchive,
		allow_delete: rights.allowDelete,
		allow_search: rights.allowSearch,
		allow_upload: true,
		paths: entries.map(({ name, isFolder, size }) => ({
			name,
			path_type: isFolder ? 'Dir' : 'File',
			size,
			mtime: volume.modified,
			revisions: null,
		})),
	};
}

/** Entries as the new kit lists them on /api/v1. Times in seconds. */
export function entriesOf(
	volume: HoodyVolume,
	rights: HoodyBehaviour,
	path: string,
): Array<Record<string, unknown>> {
	return entriesIn(volume, rights, path, false).map((entry) => newEntry(volume, entry));
}

/** What a pattern finds. All that it may be here is two stars, a slash, a star, and the end of a name. */
export function globbed(
	volume: HoodyVolume,
	rights: HoodyBehaviour,
	path: string,
	{ pattern = '', most }: { pattern?: string; most: number },
): Record<string, unknown> {
	const end = pattern.replace(/^\*\*\/\*/, '');
	const all = entriesIn(volume, rights, path, true).filter(
		({ name, isFolder }) => !isFolder && name.endsWith(end),
	);
	const entries = all.slice(0, most).map((entry) => newEntry(volume, entry));
	return { entries, count: entries.length, truncated: all.length > most };
}

function newEntry(volume: HoodyVolume, { name, isFolder, size }: HoodyEntry): Record<string, unknown> {
	return { name, is_dir: isFolder, size, modified: volume.modified / 1000 };
}

/** What lies in a folder, or anywhere below it; or as many things at the top as a test wants, every other one a ZIP. */
function entriesIn(
	volume: HoodyVolume,
	{ listed }: HoodyBehaviour,
	path: string,
	isDeep: boolean,
): HoodyEntry[] {
	if (listed !== null) {
		return Array.from({ length: path === '' ? listed : 0 }, (_, index) =>
			index % 2 === 0
				? { name: `Entry ${index}.zip`, isFolder: false, size: 22 }
				: { name: `Entry ${index}`, isFolder: true, size: 0 },
		);
	}
	return isDeep ? volume.deep(path) : volume.list(path);
}

/** `FileStat`; its fields are told in words only (name, type, size, time, permissions), so their names are a guess. */
export function fileStat(volume: HoodyVolume, path: string): Record<string, unknown> {
	const bytes = volume.fileAt(path);
	return {
		name: path.split('/').pop(),
		path,
		is_dir: bytes === undefined,
		is_file: bytes !== undefined,
		is_symlink: false,
		size: bytes?.length ?? volume.list(path).length,
		modified: volume.modified / 1000,
		mode: '0644',
	};
}
