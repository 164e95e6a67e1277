/** Endings of up to ten characters with a letter in them: `report.pdf`, but neither `1.5` nor `… of November. Done`. */
const FILE = /^\P{Cc}*[^\s\p{Cc}/\\.]\.(?=\d*[a-z])[a-z\d]{1,10}$/iu;
/** Names of web sites and addresses look the same, and nobody calls a file so. */
const NOT_FILE = /:\/\/|\.(?:com|org|net)$/i;
const LONGEST = 255;
/** Lists in lists come from flows with loops. */
const DEEPEST = 3;

/**
 * What looks like a file name in the outputs of a run, each once: texts, and texts in lists. Gumloop does not tell
 * them from other texts, and has no list of a run's files.
 * @param outputs name of the Output node → what the flow gave it
 */
export function namesInOutputs(outputs: Record<string, unknown>): string[] {
	const found = new Set<string>();
	const visit = (value: unknown, depth: number) => {
		if (typeof value === 'string' && isFileName(value.trim())) found.add(value.trim());
		if (Array.isArray(value) && depth < DEEPEST) for (const entry of value) visit(entry, depth + 1);
	};
	for (const value of Object.values(outputs)) visit(value, 0);
	return [...found];
}

function isFileName(text: string): boolean {
	return text.length <= LONGEST && FILE.test(text) && !NOT_FILE.test(text);
}
