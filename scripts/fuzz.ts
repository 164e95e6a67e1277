/**
 * Feeds the reader damaged archives: `npx tsx scripts/fuzz.ts --seconds 60 [--seed N]`.
 *
 * What must hold for every one of them: the reading ends, with a report or a plain refusal; nothing is left
 * open or unhandled; whatever is reported has the very bytes that went into the archive; and reading forward and reading
 * by the directory come to the same end, with the same names and bytes. The seed of a failure is printed: the same seed
 * makes the same archives again.
 */
import fc from 'fast-check';
import { describeCase, judge, damagedArchive, type DamagedArchive } from '../test/zip/support/damage';

interface Options {
	seconds: number;
	seed: number;
}

function readOptions(args: string[]): Options {
	const value = (name: string, otherwise: number): number => {
		const at = args.indexOf(name);
		return at === -1 ? otherwise : Number(args[at + 1]);
	};
	return { seconds: value('--seconds', 60), seed: value('--seed', Date.now() % 1_000_000) };
}

const RUNS_PER_ROUND = 500;

async function main(): Promise<number> {
	const { seconds, seed } = readOptions(process.argv.slice(2));
	console.log(`Fuzzing the ZIP reader for ${seconds} s, beginning with seed ${seed}`);
	const counts = { read: 0, refused: 0, 'only by the directory': 0 };
	let current: DamagedArchive | null = null;
	let unhandled: unknown = null;
	process.on('unhandledRejection', (reason) => (unhandled = reason));
	const until = Date.now() + seconds * 1000;
	for (let round = seed; Date.now() < until; round++) {
		const result = await fc.check(
			fc.asyncProperty(damagedArchive, async (archive) => {
				current = archive;
				counts[await judge(archive)]++;
				if (unhandled) throw new Error(`Nobody handled a rejection: ${String(unhandled)}`);
			}),
			{ seed: round, numRuns: RUNS_PER_ROUND, interruptAfterTimeLimit: until - Date.now() },
		);
		if (!result.failed || result.interrupted) continue;
		console.error(`\nFailed with --seed ${round}`);
		if (current) console.error(describeCase(result.counterexample?.[0] ?? current));
		console.error(result.errorInstance);
		return 1;
	}
	console.log(
		`${counts.read + counts.refused + counts['only by the directory']} archives, each both ways: ${counts.read} read, ${counts.refused} refused, ${counts['only by the directory']} that only the directory can tell; 0 differences, none wrong`,
	);
	return 0;
}

void main().then((code) => process.exit(code));
