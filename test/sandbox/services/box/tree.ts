import { SAMPLE_FILES, sourceFile, type SourceFile } from '../../fixtures/files';

/** One thing in the sandbox's Box account. */
export interface BoxItem {
	id: string;
	type: 'file' | 'folder' | 'web_link';
	name: string;
	parent: string;
	/** Of a file. */
	bytes?: Buffer;
	/** The refusal that asking for it in a ZIP gives. */
	refused?: { status: number; code: string; message: string };
}

/** Ids of the account by what they show. */
export const BOX_ITEMS = {
	/** A folder with all the sample files. */
	folder: '160001',
	/** A file at the top. */
	file: '500001',
	/** Two files of one name in different folders. */
	sameName: ['500010', '500011'],
	webLink: '700001',
	/** 403 for this user. */
	forbidden: '500403',
	/** A folder of more than 10,000 files. */
	tooMany: '160010',
	/** A folder of more bytes than the account's upload limit. */
	tooLarge: '160011',
} as const;

function samples(): BoxItem[] {
	const folders = new Map<string, string>([['', BOX_ITEMS.folder]]);
	const items: BoxItem[] = [];
	SAMPLE_FILES.forEach((file, index) => {
		const parts = file.path.split('/');
		parts.slice(0, -1).forEach((name, depth) => {
			const path = parts.slice(0, depth + 1).join('/');
			if (folders.has(path)) return;
			const id = String(161_000 + folders.size);
			items.push({ id, type: 'folder', name, parent: folders.get(parts.slice(0, depth).join('/')) ?? '0' });
			folders.set(path, id);
		});
		const parent = folders.get(parts.slice(0, -1).join('/')) ?? '0';
		items.push({
			id: String(510_000 + index),
			type: 'file',
			name: parts.at(-1) ?? '',
			parent,
			bytes: file.bytes,
		});
	});
	return items;
}

const COUNT = 'zip_download_file_count_exceeded_limit';
const BYTES = 'zip_download_pre_compressed_bytes_exceeded_limit';

export const BOX_TREE: readonly BoxItem[] = [
	{ id: BOX_ITEMS.folder, type: 'folder', name: 'Quarterly reports', parent: '0' },
	...samples(),
	{
		id: BOX_ITEMS.file,
		type: 'file',
		name: 'Contract – ACME.txt',
		parent: '0',
		bytes: Buffer.from('Signed.\n'),
	},
	{
		id: BOX_ITEMS.sameName[0],
		type: 'file',
		name: 'plan.txt',
		parent: '160002',
		bytes: Buffer.from('North\n'),
	},
	{
		id: BOX_ITEMS.sameName[1],
		type: 'file',
		name: 'plan.txt',
		parent: '160003',
		bytes: Buffer.from('South\n'),
	},
	{ id: '160002', type: 'folder', name: 'North', parent: '0' },
	{ id: '160003', type: 'folder', name: 'South', parent: '0' },
	{ id: BOX_ITEMS.webLink, type: 'web_link', name: 'Intranet', parent: '0' },
	{
		id: BOX_ITEMS.forbidden,
		type: 'file',
		name: 'salaries.csv',
		parent: '0',
		refused: {
			status: 403,
			code: 'access_denied_insufficient_permissions',
			message: 'Access denied - insufficient permission',
		},
	},
	{
		id: BOX_ITEMS.tooMany,
		type: 'folder',
		name: 'Everything',
		parent: '0',
		refused: { status: 400, code: COUNT, message: 'The zip download exceeds the limit of 10000 files' },
	},
	{
		id: BOX_ITEMS.tooLarge,
		type: 'folder',
		name: 'Films',
		parent: '0',
		refused: { status: 400, code: BYTES, message: 'The zip download exceeds the upload limit' },
	},
];

export interface NameConflict {
	id: string;
	type: string;
	original_name: string;
	download_name: string;
}

/** Every file that these items bring into an archive, and the items renamed because their names met. */
export function packed(items: readonly BoxItem[]): { files: SourceFile[]; conflicts: NameConflict[][] } {
	const conflicts: NameConflict[][] = [];
	const files = items.flatMap((item) => {
		const alike = items.filter((other) => other.name === item.name);
		const renamed =
			alike.length < 2 ? item.name : `3aa6${item.id.slice(-2)}${/\.\w+$/.exec(item.name)?.[0] ?? ''}`;
		if (alike.length > 1 && alike[0] === item) conflicts.push([]);
		if (alike.length > 1) {
			conflicts
				.at(-1)
				?.push({ id: item.id, type: item.type, original_name: item.name, download_name: renamed });
		}
		return filesOf(item, renamed);
	});
	return { files, conflicts };
}

function filesOf(item: BoxItem, path: string): SourceFile[] {
	if (item.type === 'folder') {
		const children = BOX_TREE.filter((child) => child.parent === item.id && child.type !== 'web_link');
		return children.flatMap((child) => filesOf(child, `${path}/${child.name}`));
	}
	return item.bytes === undefined ? [] : [sourceFile(path, item.bytes)];
}
