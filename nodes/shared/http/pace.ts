import type { Clock } from './clock';

/** How often somebody who has to wait looks whether it is time. */
const LOOK_MS = 100;
/** With so many calls on their way at once a service that said "fewer" has no more to say. */
const ENOUGH = 64;

/** The pace of all calls that are made with one credential. */
export interface Pace {
	/** Waits until a call may go. @throws Stopped, or a refusal when the item's time is up */
	enter(clock: Pick<Clock, 'pause'>): Promise<void>;
	/** The call was answered, or was not. */
	leave(status: number | null): void;
	/** The service wants fewer calls, and none for that many milliseconds. */
	slowDown(milliseconds: number): void;
}

/**
 * Items are worked on side by side, and a service counts what one account asks. When it says "too many" to one of them, all
 * wait as long as it wants, and half as many go on after that; with each answer a few more. When each slowed down for itself
 * alone, the others kept the service busy, and one that was told off five times gave up.
 */
export function newPace(now: () => number = Date.now): Pace {
	let most = Infinity;
	let going = 0;
	let quietUntil = 0;
	return {
		async enter(clock) {
			for (;;) {
				const quiet = quietUntil - now();
				if (quiet <= 0 && going < Math.floor(most)) break;
				await clock.pause(quiet > 0 ? quiet : LOOK_MS);
			}
			going += 1;
		},
		leave(status) {
			going -= 1;
			if (status === null || status === 429) return;
			// One more for each round of as many as go at once.
			most += 1 / most;
			if (most > ENOUGH) most = Infinity;
		},
		slowDown(milliseconds) {
			most = Math.max(1, Math.min(most, going + 1) / 2);
			quietUntil = Math.max(quietUntil, now() + milliseconds);
		},
	};
}

const paces = new WeakMap<object, Map<string, Pace>>();

/** The pace of a credential in one run of a node. @param run what all items of the run have in common: n8n's context */
export function paceOf(run: object, credential: string): Pace {
	let ofRun = paces.get(run);
	if (ofRun === undefined) {
		ofRun = new Map();
		paces.set(run, ofRun);
	}
	const known = ofRun.get(credential) ?? newPace();
	ofRun.set(credential, known);
	return known;
}
