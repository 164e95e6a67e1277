import type { IDataObject } from 'n8n-workflow';
import { MOST_WRONG, noRoomFor, type RowRoom } from './rowLimits';

/** Numbers of rows that a message tells. */
const MOST_NUMBERS = 10;

/** Where the rows of one file go. It counts them, remembers which could not be read, and says when it is enough. */
export class RowSink {
	#good = 0;
	#wrong = 0;
	readonly #numbers: number[] = [];
	#ended: string | null = null;
	#hasRounded = false;

	readonly #most: number;
	readonly #budget: RowRoom;
	readonly #give: (row: IDataObject) => void;

	constructor(most: number, budget: RowRoom, give: (row: IDataObject) => void) {
		this.#most = most;
		this.#budget = budget;
		this.#give = give;
	}

	/** Whether no more rows are wanted. */
	get isOver(): boolean {
		return this.#ended !== null;
	}

	/** Number of the row that comes next. */
	get next(): number {
		return this.#good + this.#wrong + 1;
	}

	/** The next row. @param characters it takes, and how many values it has */
	take(row: IDataObject, characters: number, values: number): void {
		if (this.isOver) return;
		if (this.#good === this.#most) {
			this.end(`it has more than ${this.#most} rows; raise "Most Rows per File" for the rest`);
			return;
		}
		if (!this.#budget.take(characters, values)) {
			this.end(noRoomFor('rows'));
			return;
		}
		this.#good++;
		this.#give(row);
	}

	/** The next row, where it can't be read. */
	refuse(): void {
		if (this.isOver) return;
		if (this.#numbers.length < MOST_NUMBERS) this.#numbers.push(this.next);
		this.#wrong++;
		if (this.#wrong === MOST_WRONG) this.end(`${MOST_WRONG} of its rows can't be read`);
	}

	/** JavaScript keeps some 15 digits: ids of 64 bits lose their last ones. */
	mayRound(number: number): void {
		if (!Number.isSafeInteger(number)) this.#hasRounded = true;
	}

	/** What comes now is left out. @param reason as the end of a sentence */
	end(reason: string): void {
		this.#ended ??= reason;
	}

	/** What was left out, and why: by numbers of rows, never by what stands in them. */
	told(because: string): string[] {
		const numbers = this.#numbers;
		const wrong = this.#wrong;
		const ended = this.#ended;
		const more = wrong - numbers.length;
		const all = `${numbers.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
		const rows = wrong === 1 ? `row ${all} was` : `rows ${all} were`;
		return [
			...(wrong === 0 ? [] : [`${rows} left out: ${because}`]),
			...(ended === null ? [] : [`the rest was left out: ${ended}`]),
			...(this.#hasRounded ? ['numbers of more than 15 digits may have been rounded'] : []),
		];
	}
}
