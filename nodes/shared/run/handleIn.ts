import type { ArchiveHandle } from '../contract';
import { textField, type Fields } from '../base/fields';
import { parseHandle } from '../base/handle';
import { Refusal } from '../base/refusal';
import { providers } from '../providers';
import type { Session } from './session';

/** The handle of this item. @throws Refusal when it is none, or belongs to another provider */
export function handleIn({ fields, provider }: Pick<Session, 'fields' | 'provider'>): ArchiveHandle {
	const given = fromText(fields.get('archive'));
	const parsed = parseHandle(given);
	if ('reason' in parsed) {
		throw new Refusal(`The input is no archive item: ${parsed.reason}`, wayOut(given, fields), {
			code: 'BAD_HANDLE',
		});
	}
	if (parsed.handle.provider !== provider.name) {
		const owner = Object.values(providers).find(({ name }) => name === parsed.handle.provider);
		throw new Refusal(
			`The archive item belongs to ${owner?.displayName ?? `"${parsed.handle.provider.slice(0, 60)}"`}, and this node is set to ${provider.displayName}`,
			'Choose a credential for the same service here as in Create Archive.',
			{ code: 'BAD_HANDLE' },
		);
	}
	return parsed.handle;
}

function wayOut(given: unknown, fields: Fields): string {
	// What n8n's nodes give out for an item that failed, where they are set to go on.
	if (typeof given === 'object' && given !== null && 'error' in given)
		return 'It tells of an error instead, in its field "error". Mend what that says, or let such items leave the node before by its error output.';
	const mayAsk = textField(fields, 'archiveFrom') !== '';
	return `${mayAsk ? 'To ask the service for an archive here, set "Archive From" to A New Archive. Or connect' : 'Connect'} this node to Create Archive or Wait For Archive, or point "Archive" at the item that one of them gave out.`;
}

/** Ten thousand files of Box take half a megabyte. */
const LONGEST_HANDLE = 8 * 1024 * 1024;

function fromText(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	if (value.length > LONGEST_HANDLE) return undefined;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return undefined;
	}
}
