import type { AlfrescoNode } from './tree';

/** A header value as the repository writes it: Latin letters plainly, all of it with Java's encoder, spaces as `+`. */
export function disposition(name: string): string {
	const latin = name.replace(/[^\x20-\x7e\xa0-\xff]/g, ' ').replace(/"/g, ' ');
	const plain = Buffer.from(latin, 'latin1').toString('latin1');
	return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replace(/%20/g, '+')}`;
}

/** The `entry` of a node. */
export function nodeEntry(node: AlfrescoNode): Record<string, unknown> {
	const isFile = node.bytes !== undefined;
	const size = node.claimedBytes ?? node.bytes?.length ?? 0;
	return {
		id: node.id,
		name: node.name,
		parentId: node.parent === '' ? undefined : node.parent,
		isFolder: !isFile,
		isFile,
		nodeType: isFile ? 'cm:content' : 'cm:folder',
		modifiedAt: '2026-11-20T10:00:00.000+0000',
		createdAt: '2026-11-20T10:00:00.000+0000',
		...(isFile ? { content: { mimeType: 'application/octet-stream', sizeInBytes: size } } : {}),
	};
}
