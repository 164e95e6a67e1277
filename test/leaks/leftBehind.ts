import { stringify } from 'flatted';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { IRun } from 'n8n-workflow';
import type { Left } from './search';
import { textsIn } from './texts';

/** A file that n8n stored is read as far as this. */
const LONGEST_FILE = 64 * 1024 * 1024;
/** The step that gives a test its items: what stands there, the test wrote itself. */
const GIVEN = ['Start', 'Items'];

export interface RunOf {
	run: IRun;
	/** Lines of the log (see `keepLog`). */
	log?: readonly string[];
	/** Where the engine keeps its files (`Engine.folder`). */
	folder?: string;
	/** Nodes whose output the test wrote itself. */
	given?: readonly string[];
}

/**
 * Everything that a run leaves behind: items with binary metadata, hints, errors with all that hangs on them, the run data as
 * n8n saves it, the log, and the files in its folder with their names and metadata.
 */
export function leftBehind({ run, log = [], folder, given = GIVEN }: RunOf): Left[] {
	const { resultData } = run.data;
	const nodes = Object.entries(resultData.runData).filter(([node]) => !given.includes(node));
	const left: Left[] = nodes.flatMap(([node, tasks]) =>
		tasks.flatMap(({ data, hints, error, ...others }) => [
			{ where: `items of ${node}`, text: textsIn(data).join('\n') },
			{ where: `hints of ${node}`, text: textsIn(hints).join('\n') },
			{ where: `error of ${node}`, text: `${textsIn(error).join('\n')}\n${inspect(error, { depth: 8 })}` },
			{ where: `facts of ${node}`, text: textsIn(withoutSource(others)).join('\n') },
		]),
	);
	left.push({ where: 'error of the run', text: textsIn(resultData.error).join('\n') });
	left.push({ where: 'run data as saved', text: saved(run, given) });
	left.push({ where: 'log', text: log.join('\n') });
	if (folder !== undefined) left.push(...filesIn(folder));
	return left.filter(({ text }) => text !== '');
}

/** Run data as n8n writes it into its database, without what the test itself put in. */
function saved(run: IRun, given: readonly string[]): string {
	const { resultData } = run.data;
	const runData = Object.fromEntries(
		Object.entries(resultData.runData).filter(([node]) => !given.includes(node)),
	);
	return stringify({ resultData: { ...resultData, runData } });
}

function withoutSource(facts: object): object {
	return Object.fromEntries(Object.entries(facts).filter(([name]) => name !== 'source'));
}

function filesIn(folder: string): Left[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
		const path = join(folder, name);
		const stat = statSync(path, { throwIfNoEntry: false });
		if (stat?.isFile() !== true) return [];
		const bytes = readFileSync(path).subarray(0, LONGEST_FILE);
		return [{ where: `file ${name}`, text: `${name}\n${bytes.toString('utf8')}` }];
	});
}
