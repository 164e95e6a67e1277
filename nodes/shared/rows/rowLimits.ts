/** What rows may cost, however many files and archives they come from. */

/** Characters of one row. Parsed, they take some 20 ms at the worst; nobody may be held up for longer than 30. */
export const LONGEST_ROW = 1024 * 1024;
/** Values in one row, or columns of a file: objects with more are slow to make. */
export const MOST_VALUES = 20_000;
/** Objects and lists inside of each other. Who writes an item down goes through them one inside the other. */
export const DEEPEST = 100;
/** Rows of one file that can't be read: what has more is of another kind than its name says. */
export const MOST_WRONG = 1_000;
/** Rows of one file, unless the user says otherwise. */
export const DEFAULT_MOST_ROWS = 10_000;

/** Rows of all files that one run of a node reads. Each is an item, and n8n holds them all. */
const MOST_ROWS_IN_ALL = 1_000_000;
/** The same in bytes, about. */
const MOST_WEIGHT = 256 * 1024 * 1024;
/** What a value costs beside its characters, in bytes. */
const WEIGHT_OF_VALUE = 48;

/** Why something was left out, as the end of a sentence. */
export const noRoomFor = (what: string): string =>
	`there is no room for more ${what} in one run of this node; read fewer files at a time`;

/** What rows and texts take room of. */
export interface RowRoom {
	/** Characters of one text more for which there is room: as many are taken for sure. */
	readonly room: number;
	/** Takes room for a row; false when there is none. */
	take(characters: number, values: number): boolean;
}

/** What is left for the files to come. */
export class RowBudget implements RowRoom {
	#rows = MOST_ROWS_IN_ALL;
	#weight = MOST_WEIGHT;

	get room(): number {
		return this.#rows === 0 ? 0 : Math.max(0, this.#weight - WEIGHT_OF_VALUE);
	}

	take(characters: number, values: number): boolean {
		const weight = weightOf(characters, values);
		if (this.#rows === 0 || weight > this.#weight) return false;
		this.#rows--;
		this.#weight -= weight;
		return true;
	}

	/** Gives back what was taken for rows that became nobody's items. */
	giveBack(rows: number, weight: number): void {
		this.#rows += rows;
		this.#weight += weight;
	}
}

/** What one reading of one archive takes: given back where it fails, since no item holds its rows then. */
export class RowShare implements RowRoom {
	#rows = 0;
	#weight = 0;
	#isOver = false;

	readonly #budget: RowBudget;

	constructor(budget: RowBudget) {
		this.#budget = budget;
	}

	get room(): number {
		return this.#isOver ? 0 : this.#budget.room;
	}

	take(characters: number, values: number): boolean {
		if (this.#isOver || !this.#budget.take(characters, values)) return false;
		this.#rows++;
		this.#weight += weightOf(characters, values);
		return true;
	}

	/** The reading failed: what it took is there for others, and what still goes on of it gets nothing. */
	giveBack(): void {
		if (this.#isOver) return;
		this.#isOver = true;
		this.#budget.giveBack(this.#rows, this.#weight);
	}
}

function weightOf(characters: number, values: number): number {
	return characters + values * WEIGHT_OF_VALUE;
}
