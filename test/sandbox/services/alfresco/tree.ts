import { SAMPLE_FILES, sourceFile, type SourceFile } from '../../fixtures/files';

/** One node of the sandbox's repository. */
export interface AlfrescoNode {
	id: string;
	name: string;
	parent: string;
	/** Of a file. */
	bytes?: Buffer;
	/** Bytes it claims to have, without having them. */
	claimedBytes?: number;
	/** What asking for it in a ZIP does. */
	oddity?: 'forbidden' | 'archived' | 'stuck';
}

function idOf(number: number): string {
	return `c0ffee00-1111-4222-8333-${String(number).padStart(12, '0')}`;
}

/** Nodes by what they show. */
export const ALFRESCO_NODES = {
	/** A folder with all the sample files. */
	folder: idOf(1),
	/** A single file; a ZIP of it alone is called after it. */
	file: idOf(2),
	/** Two files of one name: the ZIP gets two entries with one path. */
	sameName: [idOf(3), idOf(4)],
	/** The ZIP of it is never finished, and nobody says so. */
	stuck: idOf(5),
	/** 403 */
	forbidden: idOf(6),
	/** 412: its content lies in an archive tier. */
	archived: idOf(7),
	/** More bytes than the repository puts into a ZIP. */
	tooLarge: idOf(8),
	/** The document library of a site. */
	library: idOf(21),
} as const;

export const ROOT = idOf(0);
/** The folder of the user who asks. */
const MY_FILES = idOf(31);

/** A site: a folder of its own kind, whose documents lie in a folder below it. */
export interface AlfrescoSite {
	id: string;
	guid: string;
	title: string;
	library: string;
}

export const SITES: readonly AlfrescoSite[] = [
	{ id: 'finance', guid: idOf(20), title: 'Finance', library: ALFRESCO_NODES.library },
];

function samples(): AlfrescoNode[] {
	const folders = new Map<string, string>([['', ALFRESCO_NODES.folder]]);
	const nodes: AlfrescoNode[] = [];
	for (const file of SAMPLE_FILES) {
		const parts = file.path.split('/');
		let parent: string = ALFRESCO_NODES.folder;
		for (let depth = 1; depth < parts.length; depth += 1) {
			const path = parts.slice(0, depth).join('/');
			const id = folders.get(path) ?? idOf(100 + nodes.length);
			if (!folders.has(path)) nodes.push({ id, name: parts[depth - 1] ?? '', parent });
			folders.set(path, id);
			parent = id;
		}
		nodes.push({ id: idOf(500 + nodes.length), name: parts.at(-1) ?? '', parent, bytes: file.bytes });
	}
	return nodes;
}

export const ALFRESCO_TREE: readonly AlfrescoNode[] = [
	{ id: ROOT, name: 'Company Home', parent: '' },
	{ id: ALFRESCO_NODES.folder, name: 'Projekt Übersicht', parent: ROOT },
	...samples(),
	{ id: ALFRESCO_NODES.file, name: 'contract.txt', parent: ROOT, bytes: Buffer.from('Signed.\n') },
	{ id: ALFRESCO_NODES.sameName[0], name: 'plan.txt', parent: idOf(10), bytes: Buffer.from('North\n') },
	{ id: ALFRESCO_NODES.sameName[1], name: 'plan.txt', parent: idOf(11), bytes: Buffer.from('South\n') },
	{ id: idOf(10), name: 'North', parent: ROOT },
	{ id: idOf(11), name: 'South', parent: ROOT },
	{
		id: ALFRESCO_NODES.stuck,
		name: 'broken disk.bin',
		parent: ROOT,
		bytes: Buffer.from('x'),
		oddity: 'stuck',
	},
	{
		id: ALFRESCO_NODES.forbidden,
		name: 'salaries.csv',
		parent: ROOT,
		bytes: Buffer.from('x'),
		oddity: 'forbidden',
	},
	{
		id: ALFRESCO_NODES.archived,
		name: 'old film.mov',
		parent: ROOT,
		bytes: Buffer.from('x'),
		oddity: 'archived',
	},
	{
		id: ALFRESCO_NODES.tooLarge,
		name: 'films.bin',
		parent: ROOT,
		bytes: Buffer.from('x'),
		claimedBytes: 5_368_709_120,
	},
	{ id: idOf(22), name: 'Sites', parent: ROOT },
	{ id: idOf(20), name: 'finance', parent: idOf(22) },
	{ id: ALFRESCO_NODES.library, name: 'documentLibrary', parent: idOf(20) },
	{ id: idOf(23), name: 'budget 2026.txt', parent: ALFRESCO_NODES.library, bytes: Buffer.from('1,000\n') },
	{ id: idOf(30), name: 'User Homes', parent: ROOT },
	{ id: MY_FILES, name: 'alice', parent: idOf(30) },
	{ id: idOf(32), name: 'notes.txt', parent: MY_FILES, bytes: Buffer.from('Buy milk.\n') },
];

/** The node of an id or an alias. */
export function nodeOf(id: string): AlfrescoNode | undefined {
	const real = ['-root-', '-shared-'].includes(id) ? ROOT : id === '-my-' ? MY_FILES : id;
	return ALFRESCO_TREE.find((node) => node.id === real);
}

/** The path of the folder that a node lies in, as the repository tells it; empty for the root. */
export function pathOf(node: AlfrescoNode): string {
	const parent = node.parent === '' ? undefined : nodeOf(node.parent);
	return parent === undefined ? '' : `${pathOf(parent)}/${parent.name}`;
}

/** The files below a node, with paths made of names only, as the repository's exporter makes them. */
export function filesBelow(node: AlfrescoNode, path = node.name): SourceFile[] {
	if (node.bytes !== undefined) return [sourceFile(path, node.bytes)];
	const children = ALFRESCO_TREE.filter((child) => child.parent === node.id);
	return children.flatMap((child) => filesBelow(child, `${path}/${child.name}`));
}
