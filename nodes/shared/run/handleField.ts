import type { INodeProperties } from 'n8n-workflow';
import type { ArchiveHandle } from '../contract';
import { parseHandle } from '../base/handle';
import { Refusal } from '../base/refusal';
import { providers } from '../providers';
import type { Session } from './session';

/** Where a node takes the handle from: by default the whole input item. */
export const handleField: INodeProperties = {
	displayName: 'Archive',
	name: 'archive',
	type: 'json',
	default: '={{ $json }}',
	required: true,
	description:
		'The handle that Create Archive or Wait For Archive gave out. By default the whole input item.',
};

/** The handle of this item. @throws Refusal when it is none, or belongs to another provider */
export function handleIn({ fields, provider }: Pick<Session, 'fields' | 'provider'>): ArchiveHandle {
	const parsed = parseHandle(fromText(fields.get('archive')));
	if ('reason' in parsed) {
		throw new Refusal(
			`The input is not an archive handle: ${parsed.reason}`,
			'Connect this node to Create Archive or Wait For Archive, or point "Archive" at the item that one of them gave out.',
		);
	}
	if (parsed.handle.provider !== provider.name) {
		const owner = Object.values(providers).find(({ name }) => name === parsed.handle.provider);
		throw new Refusal(
			`The handle belongs to ${owner?.displayName ?? `"${parsed.handle.provider.slice(0, 60)}"`}, and this node is set to ${provider.displayName}`,
			'Choose the same provider here as in Create Archive.',
		);
	}
	return parsed.handle;
}

function fromText(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return undefined;
	}
}
