import { recordIn, recordsIn, textIn, type Untrusted } from '../../../base/untrusted';
import type { Choice } from '../../../contract';
import type { ForeignValue } from '../../../contract/api';
import { isId } from '../ids';

/** Nobody reads more of one. */
const LONGEST_PATH = 1_000;

/** `{ list: { pagination, entries: [{ entry }], source } }`, as all lists of Alfresco come. */
export interface List {
	/** Each with its wrapper: what is related to an entry stands beside it. */
	entries: Untrusted[];
	hasMore: boolean;
	/** The folder that was listed, where it was asked for. */
	source: Untrusted;
}

/** What an answer lists. */
export function listIn(body: ForeignValue): List {
	const list = recordIn(recordIn(body).list);
	return {
		entries: recordsIn(list.entries),
		hasMore: recordIn(list.pagination).hasMoreItems === true,
		source: recordIn(list.source),
	};
}

/** A file or a folder with its path. @param begin what its name has to begin with, in lower case */
export function nodeChoice(wrapped: ForeignValue, begin = ''): Choice[] {
	const node = recordIn(recordIn(wrapped).entry);
	const id = textIn(node, 'id') ?? '';
	const name = (textIn(node, 'name') ?? '').slice(0, LONGEST_PATH);
	if (!isId(id) || !name.toLowerCase().startsWith(begin)) return [];
	const above = (textIn(recordIn(node.path), 'name') ?? '').slice(0, LONGEST_PATH);
	// Everything lies below "Company Home".
	const path = `${above}/${name}`.replace(/^\/+(?:[^/]+\/)?/, '');
	return [{ name: node.isFolder === true ? `${path}/` : path, value: id }];
}

/** A site: what is packed is its document library, without the pages and settings that lie beside it. */
export function siteChoice(wrapped: Untrusted): Choice[] {
	const site = recordIn(wrapped.entry);
	const containers = recordIn(recordIn(wrapped.relations).containers);
	const library = listIn(containers).entries.find(
		({ entry }) => textIn(recordIn(entry), 'folderId') === 'documentLibrary',
	);
	const id = textIn(recordIn(library?.entry), 'id') ?? textIn(site, 'guid') ?? '';
	if (!isId(id)) return [];
	return [{ name: `Site: ${textIn(site, 'title', 'id') ?? id}`, value: id }];
}
