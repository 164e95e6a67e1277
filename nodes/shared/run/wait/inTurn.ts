import type { Gate } from '../../base/gate';
import { lookNowAndThen } from '../../base/pause';
import { Stopped } from '../../base/stopped';

/** How often those in line are looked through, in milliseconds. */
const LOOK_MS = 200;

/** Until when somebody waits in line. Both are read again at each look. */
export interface Patient {
	/** Milliseconds since 1970; null for ever. */
	readonly deadline: number | null;
	readonly signal?: AbortSignal;
}

/**
 * Does something in its turn. Those before it in line have times of their own, and may have more of it: where the time is up
 * before its turn comes it is not done at all, and null is the answer. @throws Stopped
 */
export async function inTurn<Result>(
	gate: Gate,
	patient: Patient,
	task: () => Promise<Result>,
): Promise<Result | null> {
	let hasBegun = false;
	let isOver = false;
	let outOfLine = (): void => undefined;
	const turn = gate(async () => {
		hasBegun = true;
		outOfLine();
		return isOver || isUp(patient) ? null : await task();
	});
	if (hasBegun) return await turn;
	return await new Promise((resolve, reject) => {
		turn.then(resolve, reject);
		outOfLine = lineOf(gate).join(patient, () => {
			isOver = true;
			if (patient.signal?.aborted) reject(new Stopped());
			else resolve(null);
		});
	});
}

function isUp({ deadline }: Patient): boolean {
	return deadline !== null && Date.now() >= deadline;
}

/** Those in front of a gate. One look goes through them all: thousands wait, and a timer for each would be thousands of timers. */
class Line {
	readonly #waiting = new Set<{ patient: Patient; leave: () => void }>();
	#isWatched = false;

	/** @param leave called once, when the time is up or Stop is pressed @returns takes it out of the line */
	join(patient: Patient, leave: () => void): () => void {
		const one = { patient, leave };
		this.#waiting.add(one);
		if (!this.#isWatched) {
			this.#isWatched = true;
			lookNowAndThen(() => this.#look(), LOOK_MS);
		}
		return () => {
			this.#waiting.delete(one);
		};
	}

	#look(): number {
		for (const one of this.#waiting) {
			if (!isUp(one.patient) && !one.patient.signal?.aborted) continue;
			this.#waiting.delete(one);
			one.leave();
		}
		this.#isWatched = this.#waiting.size > 0;
		return this.#isWatched ? LOOK_MS : 0;
	}
}

const lines = new WeakMap<Gate, Line>();

function lineOf(gate: Gate): Line {
	const line = lines.get(gate) ?? new Line();
	lines.set(gate, line);
	return line;
}
