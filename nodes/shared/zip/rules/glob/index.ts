/** Whether a path fits one of many patterns, in time that grows with its length and with theirs, and no faster. */
import type { ForeignText } from '../../../contract/api';
import { compile } from './compile';
import { Follower } from './follow';
import { Program } from './program';

export { BadPattern } from './compile';
export { TooMuchWork } from './follow';

const MAGIC = /[*?[\]{}()\\]/;

/**
 * `*.csv` means CSV files in any folder, as in .gitignore; a slash ties a pattern to a place, and one at the end means
 * everything below. A file whose path is the pattern, character by character, fits it always: names hold brackets.
 *
 * @throws BadPattern, and RangeError when the patterns are too many
 */
export function globMatcher(patterns: readonly ForeignText[]): (path: ForeignText) => boolean {
	const paths = new Set<string>();
	const names = new Set<string>();
	const programs: string[] = [];
	for (const pattern of patterns) {
		const tied = pattern.replace(/^\.?\//, '');
		if (tied.endsWith('/')) {
			programs.push(`${tied}**`);
			continue;
		}
		(pattern.includes('/') ? paths : names).add(tied);
		if (MAGIC.test(tied)) programs.push(pattern.includes('/') ? tied : `**/${tied}`);
	}
	const follower = programs.length > 0 ? new Follower(oneProgram(programs)) : null;
	return (path) => {
		if (paths.has(path)) return true;
		if (names.size > 0 && names.has(path.slice(path.lastIndexOf('/') + 1))) return true;
		return follower?.match(path) ?? false;
	};
}

function oneProgram(patterns: string[]): Program {
	const program = new Program();
	program.alternatives(patterns.map((pattern) => () => compile(pattern, program)));
	program.add({ kind: 'match' });
	return program;
}
