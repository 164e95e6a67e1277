/**
 * Why the engine is the one that it is. Measured once, when it was chosen: the others are not built here. Ours and zip.js ran in
 * windows of 256 to 512 KiB; each with the CRC-32 of what comes out, but Node's zlib, which took none. On a machine with
 * other work to do, so only figures of one line may be compared.
 */
const FIGURES: Array<[string, ...number[]]> = [
	['20: text', 897, 529, 259, 182, 144, 429, 151],
	['20: CSV', 654, 395, 303, 179, 145, 501, 139],
	['20: noise and CSV', 1021, 570, 409, 245, 285, 840, 217],
	['20: JSON of 1.6 kB', 199, 188, 169, 143, 50, 112, 5],
	['22: text', 1053, 595, 402, 189, 195, 494, 164],
	['22: CSV', 790, 400, 243, 156, 140, 446, 173],
	['22: noise and CSV', 1110, 618, 452, 257, 341, 622, 210],
	['22: JSON of 1.6 kB', 243, 211, 122, 108, 61, 115, 5],
	['24: text', 663, 411, 228, 180, 168, 382, 156],
	['24: CSV', 685, 428, 267, 187, 179, 412, 233],
	['24: noise and CSV', 1234, 530, 455, 252, 377, 604, 335],
	['24: JSON of 1.6 kB', 199, 176, 121, 108, 58, 90, 6],
];

const NAMES = [
	'ours, WebAssembly',
	'libdeflate 1.14, WebAssembly, whole files only',
	'zlib of zip.js 2.24, WebAssembly',
	'zlib 1.2.13, WebAssembly',
	'fflate 0.8.3',
	"Node's zlib (not allowed), no CRC",
	'DecompressionStream',
];

/** The table of `docs/benchmark.md`. */
export const ENGINES: string[] = [
	'## Engines',
	'',
	'MiB that come out for each second of processor time, CRC-32 included. Measured when the engine was chosen, on a machine with other',
	'work to do: only figures of one line may be compared. libdeflate, zlib: Debian sources, clang 14, `-O3 -msimd128`.',
	'',
	`| Node | ${NAMES.join(' | ')} |`,
	`|---|${NAMES.map(() => '---').join('|')}|`,
	...FIGURES.map((cells) => `| ${cells.join(' | ')} |`),
	'',
];
