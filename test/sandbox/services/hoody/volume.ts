import { below, SAMPLE_FILES, sourceFile, type SourceFile } from '../../fixtures/files';

/** Folders of the sandbox's container by what they show. */
export const HOODY_FOLDERS = {
	/** All the sample files. */
	project: 'Project files',
	/** Empty: where fetched files go. */
	downloads: 'Downloads',
	/** Named like a reserved word of /api/v1/files. */
	reserved: 'stat',
} as const;

export interface HoodyEntry {
	name: string;
	isFolder: boolean;
	size: number;
}

const MODIFIED = Date.UTC(2026, 10, 20, 10, 0, 0);

/** The container's disk. Paths are without slashes at either end; the root is the empty path. */
export class HoodyVolume {
	private files = new Map<string, Buffer>();
	private folders = new Set<string>();
	readonly modified = MODIFIED;

	constructor() {
		this.reset();
	}

	reset(): void {
		this.files.clear();
		this.folders = new Set(['', HOODY_FOLDERS.downloads]);
		for (const file of below(HOODY_FOLDERS.project, [...SAMPLE_FILES])) this.write(file.path, file.bytes);
		this.write(`${HOODY_FOLDERS.reserved}/plan.txt`, Buffer.from('A folder may be called anything.\n'));
	}

	write(path: string, bytes: Buffer): void {
		this.files.set(path, bytes);
		const parts = path.split('/').slice(0, -1);
		parts.forEach((_, depth) => this.folders.add(parts.slice(0, depth + 1).join('/')));
	}

	makeFolder(path: string): void {
		this.folders.add(path);
	}

	fileAt(path: string): Buffer | undefined {
		return this.files.get(path);
	}

	isFolder(path: string): boolean {
		return this.folders.has(path);
	}

	/** What lies directly in a folder. */
	list(folder: string): HoodyEntry[] {
		const prefix = folder === '' ? '' : `${folder}/`;
		const inside = (path: string) =>
			path !== folder && path.startsWith(prefix) && !path.slice(prefix.length).includes('/');
		const folders = [...this.folders]
			.filter((path) => path !== '' && inside(path))
			.map((path) => ({ name: path.slice(prefix.length), isFolder: true, size: this.list(path).length }));
		const files = [...this.files]
			.filter(([path]) => inside(path))
			.map(([path, bytes]) => ({ name: path.slice(prefix.length), isFolder: false, size: bytes.length }));
		return [...folders, ...files].sort((a, b) => a.name.localeCompare(b.name));
	}

	/** All that lies in a folder and below it, with paths that begin inside it. */
	deep(folder: string): HoodyEntry[] {
		return this.list(folder).flatMap((entry) => {
			if (!entry.isFolder) return [entry];
			const below = this.deep(folder === '' ? entry.name : `${folder}/${entry.name}`);
			return [entry, ...below.map((inner) => ({ ...inner, name: `${entry.name}/${inner.name}` }))];
		});
	}

	/** Every file below a folder, with paths that begin inside it. */
	below(folder: string): SourceFile[] {
		const prefix = folder === '' ? '' : `${folder}/`;
		return [...this.files]
			.filter(([path]) => path.startsWith(prefix))
			.map(([path, bytes]) => sourceFile(path.slice(prefix.length), bytes));
	}

	/** Deletes a file, or a folder with all that is in it. */
	remove(path: string): boolean {
		const gone = [...this.files.keys(), ...this.folders].filter(
			(known) => known === path || known.startsWith(`${path}/`),
		);
		gone.forEach((known) => {
			this.files.delete(known);
			this.folders.delete(known);
		});
		return gone.length > 0;
	}
}
