import type { ForeignText } from '../../contract/api';
import { recordIn, textIn } from '../../base/untrusted';
import { entriesIn } from '../../base/list';
import { Refusal } from '../../base/refusal';

/** Nodes of the repository, with the names of those whose name is known. */
export interface Nodes {
	ids: string[];
	names: Record<string, string>;
}

/** Ids are UUIDs, but older repositories hold others as well. No slash, so that an id stays one part of a path. */
const ID = /^[\w.-]{1,100}$/;
/** `workspace://SpacesStore/<id>`: the form that Share shows, also inside an address of Share. */
const NODE_REF = /workspace:(?:\/\/|%2F%2F)SpacesStore(?:\/|%2F)([\w.-]+)/i;
/**
 * In an address of the Digital Workspace or the Content App (`…/#/personal-files/<id>`, `…/#/libraries/<id>`): the last id is
 * what is looked at. Read in the applications' routes, not tried.
 */
const LAST_ID =
	/^\s*https?:\/\/\S*(?:[/:=]|%2F)([\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12})(?![\w-])/i;
const LONGEST_ADDRESS = 2_048;
/** Commas, lines, and the spaces that a browser makes of lines which are pasted into a field of one line. */
const BETWEEN = /[\s,]/;
const HOW =
	'Pick a file or folder from the list, enter its id, or paste its address. An expression may also give a list of ids, or of objects with id and name.';

/**
 * What a user entered, or an expression gave, each node once: Alfresco refuses a list with repetitions.
 * @throws Refusal naming the entry that is no id
 */
export function nodesIn(value: unknown): Nodes {
	const ids = new Set<string>();
	const names: Record<string, string> = {};
	for (const entry of nodeEntries(value)) {
		const { id, name } = nodeIn(entry);
		ids.add(id);
		if (name !== null) names[id] = name;
	}
	if (ids.size === 0) throw new Refusal('Files and Folders is empty', HOW);
	return { ids: [...ids], names };
}

/** What a user entered, or an expression gave, entry by entry. */
export function nodeEntries(value: unknown): unknown[] {
	return entriesIn(value, BETWEEN);
}

/** The id in a node reference or an address; null where there is none. */
export function idInAddress(text: ForeignText): string | null {
	const address = text.slice(0, LONGEST_ADDRESS);
	return NODE_REF.exec(address)?.[1] ?? LAST_ID.exec(address)?.[1] ?? null;
}

/** An id as text, or a node as Alfresco's API lists it: bare, or in its wrapper `entry`. */
function nodeIn(entry: unknown): { id: string; name: string | null } {
	const facts = recordIn(entry);
	const node = 'entry' in facts ? recordIn(facts.entry) : facts;
	const text = typeof entry === 'string' ? entry.trim() : textIn(node, 'id');
	const id = text === null ? '' : (idInAddress(text) ?? text);
	if (!isId(id)) throw new Refusal(`${shown(entry)} is no id of a file or folder in Alfresco`, HOW);
	return { id, name: textIn(node, 'name') };
}

/** Whether a text can be the id of a node. */
export function isId(text: string): boolean {
	return ID.test(text) && !/^\.+$/.test(text);
}

function shown(entry: unknown): string {
	const text = typeof entry === 'object' ? JSON.stringify(entry) : String(entry);
	return text.includes('://') ? 'The address' : `"${text.slice(0, 60)}"`;
}
