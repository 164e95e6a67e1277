import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import type { NodeName } from '../attacks/stands/stand';

/** What came out of a run. */
export interface Outcome {
	/** Archives that were asked for, one for each input item. */
	archives: number;
	/** What each node gave out. */
	outputs: Record<NodeName, INodeExecutionData[]>;
	/** What ended the run, though each item was to stand for itself. */
	error?: string;
}

/** What became of the archives of a run. */
export interface Verdict {
	/** Every file came out once, with its bytes. */
	delivered: number;
	/** Archives of which it was told that they, or files of theirs, did not come, by the code. */
	told: Record<string, number>;
	/** What must not happen, in words. */
	misses: string[];
}

/** One archive, as its items tell. */
interface Seen {
	paths: Set<string>;
	codes: string[];
	isWarned: boolean;
}

/**
 * Compares what came out with what had to: none missing that is not told, none twice, none wrong.
 * @param files SHA-256 by path
 * @param hashOf reads back what n8n has stored
 */
export async function judge(
	{ archives, outputs, error }: Outcome,
	files: Readonly<Record<string, string>>,
	hashOf: (stored: IBinaryData) => Promise<string>,
): Promise<Verdict> {
	const misses: string[] = error === undefined ? [] : [`the run ended: ${error}`];
	const all = Array.from({ length: archives }, (): Seen => ({
		paths: new Set(),
		codes: [],
		isWarned: false,
	}));
	for (const item of outputs.Download) {
		const { archive, code } = originOf(item, outputs);
		const seen = all.at(archive ?? archives);
		if (seen === undefined) misses.push('an item that comes from none of the archives');
		else misses.push(...(await take(item, seen, code, files, hashOf)));
	}
	const verdict: Verdict = { delivered: 0, told: {}, misses };
	const wanted = Object.keys(files).length;
	for (const { paths, codes, isWarned } of all) {
		const [code = isWarned ? 'a warning' : undefined] = codes;
		if (codes.length + (paths.size > 0 ? 1 : 0) > 1) misses.push('more than one end of an archive');
		else if (paths.size === wanted) verdict.delivered += 1;
		else if (code === undefined)
			misses.push(`${wanted - paths.size} of ${wanted} files missing, and nothing says so`);
		else verdict.told[code] = (verdict.told[code] ?? 0) + 1;
	}
	return verdict;
}

/** Notes down an item of an archive. @param code of the first failure @returns what is wrong with it */
async function take(
	{ json, binary }: INodeExecutionData,
	seen: Seen,
	code: unknown,
	files: Readonly<Record<string, string>>,
	hashOf: (stored: IBinaryData) => Promise<string>,
): Promise<string[]> {
	const { error, path } = json;
	if (error !== undefined) {
		seen.codes.push(String(code));
		return typeof error === 'string' && error !== '' && typeof code === 'string'
			? []
			: ['an archive that failed without words and code'];
	}
	const name = String(path);
	if (!Object.hasOwn(files, name)) return [`${name} is in no archive`];
	if (seen.paths.has(name)) return [`${name} came twice`];
	seen.paths.add(name);
	const { warnings } = json.archive as { warnings?: string[] };
	seen.isWarned ||= warnings !== undefined;
	const stored = binary?.data;
	if (stored === undefined) return [`${name} came without bytes`];
	return (await hashOf(stored)) === files[name] ? [] : [`${name} has other bytes`];
}

/** Which archive an item of the last node belongs to, from node to node back to the first, and what failed first. */
function originOf(
	item: INodeExecutionData,
	{ Create, Wait }: Outcome['outputs'],
): { archive: number | undefined; code: unknown } {
	let { code } = item.json;
	let index = sourceOf(item);
	for (const items of [Wait, Create]) {
		const source = index === undefined ? undefined : items.at(index);
		code = source?.json.code ?? code;
		index = source === undefined ? undefined : sourceOf(source);
	}
	return { archive: index, code };
}

function sourceOf({ pairedItem }: INodeExecutionData): number | undefined {
	return typeof pairedItem === 'object' && !Array.isArray(pairedItem) ? pairedItem.item : undefined;
}
