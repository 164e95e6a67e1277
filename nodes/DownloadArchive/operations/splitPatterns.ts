/** Patterns separated by commas or lines. Commas inside braces belong to the pattern: `*.{csv,json}` is one. */
export function splitPatterns(text: string): string[] {
	const patterns = text
		.split('\n')
		.flatMap((line) => (bracesClose(line) ? splitOutsideBraces(line) : line.split(',')));
	return patterns.map((one) => one.trim()).filter((one) => one !== '');
}

/** Every brace has its partner; else braces are characters like any other. */
function bracesClose(line: string): boolean {
	let depth = 0;
	for (const character of line) {
		if (character === '{') depth++;
		else if (character === '}' && --depth < 0) return false;
	}
	return depth === 0;
}

function splitOutsideBraces(line: string): string[] {
	const parts: string[] = [];
	let depth = 0;
	let start = 0;
	for (let at = 0; at < line.length; at++) {
		if (line[at] === '{') depth++;
		else if (line[at] === '}') depth--;
		else if (line[at] === ',' && depth === 0) {
			parts.push(line.slice(start, at));
			start = at + 1;
		}
	}
	return [...parts, line.slice(start)];
}
