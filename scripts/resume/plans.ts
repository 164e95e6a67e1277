import { mixed, noise, text } from '../bench/archives/content';
import type { Plan } from '../bench/archives/plan';
import { randomFrom } from '../random';

const MiB = 1 << 20;

/** Files of half a megabyte: every other one is packed, every third has its sizes behind its data. */
export function manyFiles(count: number): Plan {
	return {
		name: `resume-many-${count}`,
		title: `${count.toLocaleString('en')} files of 512 KiB`,
		*files() {
			const words = text(4 * MiB);
			for (let index = 0; index < count; index++) {
				const stored = index % 2 === 0;
				const start = (index * 71_993) % (3 * MiB);
				const content = stored ? noise(MiB / 2, index + 1) : words.subarray(start, start + MiB / 2);
				yield { name: `files/${index}.bin`, content, stored, described: index % 3 === 0 };
			}
		},
	};
}

/** One file, which hardly shrinks. */
export function oneFile(mebibytes: number): Plan {
	return {
		name: `resume-one-${mebibytes}`,
		title: `one file of ${mebibytes.toLocaleString('en')} MiB`,
		*files() {
			yield { name: 'backup.bin', content: mixed(8 * MiB), repeat: Math.ceil(mebibytes / 8), level: 1 };
		},
	};
}

/** How a transfer is broken: closed, reset, ended as if that were all, or the whole server killed. */
export type DropKind = 'close' | 'reset' | 'end' | 'kill';

/** Where the server breaks a transfer off, once. */
export interface Drop {
	/** Offset in the archive. */
	place: number;
	kind: DropKind;
}

/** Places that are the same for the same seed, between 2 and 98 % of the archive; two of them kill the server. */
export function drops(count: number, size: number, seed: number, pieces: boolean): Drop[] {
	const next = randomFrom(seed);
	const places = Array.from({ length: count }, () => Math.floor(size * (0.02 + 0.96 * next())));
	return places
		.sort((a, b) => a - b)
		.map((place, index) => {
			if (index === Math.floor(count / 3) || index === Math.floor((count * 2) / 3))
				return { place, kind: 'kill' };
			if (index % 5 === 4) return { place, kind: 'reset' };
			return { place, kind: pieces || index % 2 === 0 ? 'close' : 'end' };
		});
}
