import type { HoodyBehaviour } from './behaviour';
import type { HoodyVolume } from './volume';

/** Answer of `?json` on the root form, and of the old kit on /api/v1. Times in milliseconds. */
export function directoryListing(
	volume: HoodyVolume,
	rights: HoodyBehaviour,
	path: string,
	wanted = '',
): Record<string, unknown> {
	const entries = volume
		.list(path)
		.filter((entry) => entry.name.toLowerCase().includes(wanted.toLowerCase()));
	return {
		kind: 'Index',
		href: `/${path}`,
		uri_prefix: '/',
		dir_exists: true,
		auth: false,
		user: null,
		allow_archive: rights.allowArchive,
		allow_delete: rights.allowDelete,
		allow_search: true,
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
export function entriesOf(volume: HoodyVolume, path: string): Array<Record<string, unknown>> {
	const modified = volume.modified / 1000;
	return volume.list(path).map(({ name, isFolder, size }) => ({ name, is_dir: isFolder, size, modified }));
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
