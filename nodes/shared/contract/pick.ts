import type { Api, ForeignText } from './api';
import type { Fields } from './fields';
import type { Words } from './words';

/** One thing that a user may pick. */
export interface Choice {
	/** What it is called, with its path where it has one. It may come from anybody: shared code cleans it. */
	name: ForeignText;
	/** What the field holds once it is picked: what the field takes when it is typed in. */
	value: string;
	/** Where people see it in their browser. Never an address that opens it by itself. */
	url?: string;
}

/** One page of a list. */
export interface Choices {
	choices: readonly Choice[];
	/** What asks for the next page (`Picking.from`); null where this is the last. */
	next: string | null;
}

/** What is at hand when a list is opened. */
export interface Picking {
	/** The signed-in transport, with little time in it: somebody sits before the editor and waits. */
	api: Api;
	/** The fields of the node as far as they are filled in. An expression that needs a run has no value yet. */
	fields: Fields;
	/** What the user typed into the search, short and without space around it; empty where all is wanted. */
	search: ForeignText;
	/** What the page before gave out as `next`; null for the first one. It comes back from the editor. */
	from: ForeignText | null;
}

/**
 * What fills "From List" of a field. n8n asks for a page when the list is opened, when it is scrolled to its end, and a second
 * after somebody has stopped typing: each is answered from one cheap call, and none may change anything on the service.
 */
export interface Picker {
	/** @throws Refusal, also where something else has to be chosen first */
	list(picking: Picking): Promise<Choices>;
	/** Why there may be nothing, and what to do: said where nothing is searched for. Absent where there is always something. */
	readonly nothing?: Words;
}
