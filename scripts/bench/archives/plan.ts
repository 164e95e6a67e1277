import { csv, json, mixed, noise, text } from './content';
import type { Packable } from './pack';

/** An archive of the benchmark, and what is in it. */
export interface Plan {
	name: string;
	title: string;
	files(): Iterable<Packable>;
}

const MiB = 1 << 20;

/** The six archives of the comparison; `quick` makes small ones for development. */
export function comparisons(quick: boolean): Plan[] {
	const many = quick ? 20 : 200;
	const records = quick ? 1000 : 10_000;
	const rows = { repeat: quick ? 4 : 32, content: () => csv(32 * MiB) };
	return [
		plan('a', `one ${(rows.repeat * 32) / 1024} GiB CSV, deflate`, function* () {
			yield { name: 'export.csv', content: rows.content(), repeat: rows.repeat };
		}),
		plan('b', `${records.toLocaleString('en')} JSON files of 1.9 KB`, function* () {
			for (let index = 0; index < records; index++)
				yield { name: `records/${index}.json`, content: json(index) };
		}),
		plan('c', `${many} × 2 MiB text, deflate`, () => texts(many)),
		plan('d', `${many} × 2 MiB random, stored`, () => noises(many)),
		plan('e', 'c with data descriptors', () => texts(many, true)),
		plan('f', 'd with data descriptors', () => noises(many, true)),
	];
}

/** One file each, so that the archive itself has about the size that it is named after. */
export function sizes(quick: boolean): Plan[] {
	const steps: Array<[string, number]> = quick
		? [
				['32 MB', 32],
				['64 MB', 64],
				['128 MB', 128],
			]
		: [
				['100 MB', 100],
				['500 MB', 500],
				['1 GiB', 1074],
				['4.5 GiB', 4832],
			];
	return steps.map(([title, megabytes]) => {
		const name = `size-${title.replace(' ', '').toLowerCase()}`;
		return plan(name, title, function* () {
			// 8 MiB of this content pack into about 7.67 MB.
			yield { name: 'backup.bin', content: mixed(8 * MiB), repeat: Math.round(megabytes / 7.67), level: 1 };
		});
	});
}

/** What each of many archives holds: little, so that what is measured is how they are asked for. */
export const fewFiles: Plan = plan('few-files', '20 JSON files of 1.9 KB', function* () {
	for (let index = 0; index < 20; index++) yield { name: `records/${index}.json`, content: json(index) };
});

/**
 * A little of everything, unpacked by each contender before it is measured, so that its code is loaded and warm. The
 * same with and without descriptors: as long as it had none, e and f alone were measured with code that had never run.
 */
export const warmUp: Plan = plan('warm-up-both', 'warm-up', function* () {
	for (const described of [false, true]) {
		const folder = described ? 'described' : 'sized';
		yield { name: `${folder}/rows.csv`, content: csv(8 * MiB), described };
		yield { name: `${folder}/note.txt`, content: text(MiB), described };
		yield { name: `${folder}/noise.bin`, content: noise(MiB, 3), stored: true, described };
		for (let index = 0; index < 50; index++)
			yield { name: `${folder}/${index}.json`, content: json(index), described };
	}
});

function plan(name: string, title: string, files: () => Iterable<Packable>): Plan {
	return { name, title, files };
}

function* texts(count: number, described = false): Iterable<Packable> {
	const pool = text(16 * MiB);
	for (let index = 0; index < count; index++) {
		const start = (index * 71_993) % (14 * MiB);
		yield { name: `texts/${index}.txt`, content: pool.subarray(start, start + 2 * MiB), described };
	}
}

function* noises(count: number, described = false): Iterable<Packable> {
	for (let index = 0; index < count; index++) {
		yield { name: `random/${index}.bin`, content: noise(2 * MiB, index + 1), stored: true, described };
	}
}
