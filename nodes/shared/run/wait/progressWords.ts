import type { ArchiveProgress } from '../../contract';

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];

/** How far the service is, as a part of a sentence: `12 of 400 files, 1.0 MiB of 50.0 MiB, 2 %`. Empty where it does not tell. */
export function progressWords({ files, totalFiles, bytes, totalBytes, percent }: ArchiveProgress): string {
	const parts = [
		doneOf(files, totalFiles, String, ' files'),
		doneOf(bytes, totalBytes, sizeWords, ''),
		percent === null ? '' : `${percent} %`,
	];
	return parts.filter((part) => part !== '').join(', ');
}

function doneOf(
	done: number | null,
	total: number | null,
	words: (count: number) => string,
	unit: string,
): string {
	if (done === null) return '';
	return total === null ? `${words(done)}${unit}` : `${words(done)} of ${words(total)}${unit}`;
}

function sizeWords(bytes: number): string {
	let size = bytes;
	let unit = 0;
	for (; size >= 1024 && unit < UNITS.length - 1; unit++) size /= 1024;
	return unit === 0 ? `${size} ${UNITS[0]}` : `${size.toFixed(1)} ${UNITS[unit]}`;
}
