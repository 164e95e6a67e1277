const CANDIDATES = [',', ';', '\t', '|'];
/** Lines that are looked at. */
const MOST_LINES = 10;

/** What separates the columns: what stands in the first line, and most alike in those after it. A comma where nothing does. */
export function separatorIn(beginning: string): string {
	const lines = countsByLine(beginning);
	let best = CANDIDATES[0];
	let bestScore = 0;
	CANDIDATES.forEach((candidate, index) => {
		const [first = 0, ...others] = lines.map((counts) => counts[index]);
		const alike = others.filter((count) => count === first).length;
		const score = first === 0 ? 0 : (alike + 1) * 1000 + Math.min(first, 999);
		if (score <= bestScore) return;
		bestScore = score;
		best = candidate;
	});
	return best;
}

/** How often each candidate stands in each line, outside of quotes. The last line may be cut off, and counts only if it is alone. */
function countsByLine(text: string): number[][] {
	const lines: number[][] = [];
	let counts = CANDIDATES.map(() => 0);
	let isEmpty = true;
	let isQuoted = false;
	for (const character of text) {
		if (character === '"') isQuoted = !isQuoted;
		if (isQuoted) continue;
		if (character === '\n' || character === '\r') {
			if (!isEmpty) lines.push(counts);
			if (lines.length === MOST_LINES) return lines;
			counts = CANDIDATES.map(() => 0);
			isEmpty = true;
			continue;
		}
		isEmpty = false;
		const index = CANDIDATES.indexOf(character);
		if (index >= 0) counts[index]++;
	}
	return lines.length === 0 ? [counts] : lines;
}
