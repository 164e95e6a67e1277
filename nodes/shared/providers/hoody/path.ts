import { Refusal } from '../../base/refusal';
import { pathOf } from '../../http/path';

/** First parts below `/api/v1/files` that are operations there, whatever lies on the disk (SKILL-HTTP, files.md). */
const OPERATIONS = 'stat chmod chown realpath glob grep copy move append health'.split(' ');
const V1 = '/api/v1/files';
const LONGEST_PATH = 4096;

/**
 * A path on the container as a user enters it, without slashes at its ends; empty for the top folder.
 * @throws Refusal when it is missing, or could lead elsewhere
 */
export function pathIn(text: string, label: string): string {
	const path = text === '' ? null : tidyPath(text);
	if (path !== null) return path;
	throw new Refusal(
		text === '' ? `${label} is empty` : `${label} is no path on the container`,
		'Enter the path as the container shows it, e.g. "Reports/2026", with forward slashes and without "..", "?" or an address before it. A slash alone is the top folder.',
	);
}

/** The same for paths that a service or a handle names: relative or absolute ones come out alike; null for unusable ones. */
export function tidyPath(text: string): string | null {
	// What encoding cannot make harmless: a proxy may resolve dots and backslashes, and a half character has no bytes.
	if (text.length > LONGEST_PATH || /[\p{Cc}\p{Cs}?\\]|:\/\//u.test(text)) return null;
	const parts = text.split('/').filter((part) => part !== '' && part !== '.');
	return parts.includes('..') ? null : parts.join('/');
}

/** Where files and folders are read. The root form knows no reserved words, and zips remote folders as well. */
export function readingPath(path: string): string {
	// Only there a folder of that name would be taken for the API itself.
	return /^api\/v1(?:\/|$)/.test(path) ? `${V1}${encoded(path)}` : encoded(path);
}

/** Where a file is deleted. */
export function deletingPath(path: string): string {
	return OPERATIONS.includes(path.split('/')[0]) ? encoded(path) : `${V1}${encoded(path)}`;
}

/** Where facts about a file are. */
export function statPath(path: string): string {
	return `${V1}/stat${encoded(path)}`;
}

export function lastPart(path: string): string {
	return path.split('/').at(-1) ?? '';
}

/** Each part by itself, so that the slashes stay: the kit answers 404 to `%2F`. */
function encoded(path: string): string {
	return pathOf(...path.split('/'));
}
