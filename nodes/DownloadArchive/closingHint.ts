import { plainBytes } from '../shared/base/plainBytes';
import type { Tally } from './operations/operation';

/** Seconds. What was over sooner, nobody waited for: its items say enough. */
const LONG = 60;

/** What came of a run that somebody had to wait for, in one line; nothing for a short one. @param seconds that it took */
export function closingHint(tallies: readonly Tally[], seconds: number): string[] {
	if (tallies.length === 0 || seconds < LONG) return [];
	const files = tallies.reduce((sum, tally) => sum + (tally.files ?? 0), 0);
	const bytes = tallies.reduce((sum, tally) => sum + tally.bytes, 0);
	const leftOut = tallies.reduce((sum, tally) => sum + tally.leftOut, 0);
	const facts = [
		...(tallies.every((tally) => tally.files === null) ? [] : [counted(files, 'file')]),
		plainBytes(bytes),
		...(leftOut === 0 ? [] : [`${leftOut} left out`]),
	];
	return [`${counted(tallies.length, 'archive')}: ${facts.join(', ')}, in ${inTime(seconds)}`];
}

function counted(count: number, one: string): string {
	return `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;
}

function inTime(seconds: number): string {
	const whole = Math.round(seconds);
	return whole < 120 ? `${whole} seconds` : `${Math.floor(whole / 60)} minutes and ${whole % 60} seconds`;
}
