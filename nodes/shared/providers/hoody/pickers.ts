import { pageOf, placeIn } from '../../base/pick/page';
import { pathSearched, wanted } from '../../base/pick/search';
import { Refusal } from '../../base/refusal';
import { recordsIn, textIn, type Untrusted } from '../../base/untrusted';
import type { Choice, Picker, Picking } from '../../contract';
import type { ApiRequest, ForeignText } from '../../contract/api';
import { askUnless } from './callKit';
import { lastPart, readingPath, tidyPath } from './path';
import { within } from './request';

/** What a server says that has no such folder, or does not search for this sign-in. */
const NOT_HERE = [400, 403, 404, 405];
/** Bytes of a search (SKILL-HTTP, files.md). */
const LONGEST_QUERY = 512;
/** Entries that a pattern may find. */
const MOST_FOUND = 2_000;

/** A thing on the container, by its path. */
interface Entry {
	path: string;
	isFolder: boolean;
}

/**
 * Directories. A search with a slash in it is a path, whose folder is looked into; a pasted address of the container counts as
 * one, and only the path is kept. No call here has `download` in its query: on a directory that would begin one.
 */
const hoodyDirectories: Picker = {
	async list(picking) {
		const entries = (await searched(picking)) ?? (await inFolder(picking, '', picking.search));
		const folders = entries.filter(({ isFolder }) => isFolder);
		const top = picking.search === '' ? [{ name: '/ (The Whole Container)', value: '/' }] : [];
		return pageOf([...top, ...folders.map(choiceOf)], placeIn(picking.from, ['directories']));
	},
};

/** ZIP files, wherever they lie. */
const hoodyZipFiles: Picker = {
	nothing: {
		message: 'There are no ZIP files on this container',
		description: 'Files whose names do not end in .zip are not listed: enter the path of such a file.',
	},
	async list(picking) {
		const isPath = pathOfSearch(picking) !== null;
		const entries = (isPath ? await searched(picking) : await byPattern(picking)) ?? [];
		const files = entries.filter(({ isFolder, path }) => !isFolder && /\.zip$/i.test(path));
		return pageOf(files.map(choiceOf), placeIn(picking.from, ['files']));
	},
};

export const pickers: Readonly<Record<string, Picker>> = { hoodyDirectories, hoodyZipFiles };

/** What the search of the kit finds, or what lies along a path; null where nothing is searched for, or nobody may search. */
async function searched(picking: Picking): Promise<Entry[] | null> {
	const { api, search } = picking;
	if (search === '') return null;
	const path = pathOfSearch(picking);
	if (path !== null) return await inFolder(picking, path.folder, path.begin, true);
	const q = Buffer.from(search).subarray(0, LONGEST_QUERY).toString();
	return await entriesOf(api, { path: '/', query: { q, json: '' } }, '');
}

/** @param begin what names have to hold, or to begin with where it is the end of a path */
async function inFolder(
	{ api }: Pick<Picking, 'api'>,
	folder: string,
	begin: string,
	isPath = false,
): Promise<Entry[]> {
	const tidy = tidyPath(folder);
	const query = { json: '' };
	const listed = tidy === null ? null : await entriesOf(api, { path: readingPath(tidy), query }, tidy);
	if (tidy === null || listed === null) return [];
	const fits = wanted(begin);
	const starts = (path: string) => lastPart(path).toLowerCase().startsWith(begin);
	const itself = isPath && begin === '' && tidy !== '' ? [{ path: tidy, isFolder: true }] : [];
	return [...itself, ...listed.filter(({ path }) => (isPath ? starts(path) : fits(path)))];
}

/** All ZIP files in one answer; on servers that find none by pattern those at the top. */
async function byPattern(picking: Picking): Promise<Entry[]> {
	const query = { pattern: '**/*.zip', max_results: String(MOST_FOUND) };
	const found =
		(await entriesOf(picking.api, { path: '/api/v1/files/glob/', query }, '')) ??
		(await inFolder(picking, '', ''));
	const fits = wanted(picking.search);
	return found.filter(({ path }) => fits(path));
}

/** The path that is searched for: typed, or in an address of this very container. @throws Refusal for any other address */
function pathOfSearch({ api, search }: Pick<Picking, 'api' | 'search'>): ReturnType<typeof pathSearched> {
	if (!search.includes('://')) return pathSearched(search);
	const local = pathBelow(api, search);
	if (local !== null) return pathSearched(local);
	throw new Refusal(
		'The address is not one of this container',
		'It has to begin with the Base URL of the credential. Or type the path, with a slash behind each directory.',
	);
}

function pathBelow(api: Picking['api'], address: ForeignText): string | null {
	try {
		const [path] = api.localPath(address).split(/[?#]/);
		return decodeURIComponent(path);
	} catch {
		return null;
	}
}

/** Entries of a listing, of either generation of the kit; null where there is none. */
async function entriesOf(api: Picking['api'], request: ApiRequest, folder: string): Promise<Entry[] | null> {
	const answer = await askUnless(api, { ...request, isList: true }, NOT_HERE);
	if (answer === null) return null;
	const { paths, entries } = answer.facts;
	return recordsIn(paths ?? entries).flatMap((entry) => entryIn(entry, folder));
}

function entryIn(facts: Untrusted, folder: string): Entry[] {
	const path = tidyPath(within(folder, textIn(facts, 'name') ?? ''));
	if (path === null || path === folder) return [];
	const isFolder = facts.is_dir === true || /Dir$/.test(textIn(facts, 'path_type') ?? '');
	return [{ path, isFolder }];
}

function choiceOf({ path, isFolder }: Entry): Choice {
	return { name: isFolder ? `${path}/` : path, value: path };
}
