import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { numberField, requiredText, type Fields } from '../../shared/base/fields';
import { Refusal } from '../../shared/base/refusal';
import { garbledIn, looksLikeText, readText, type TextRead } from '../../shared/rows';
import { above } from '../../shared/run/inputFields';
import { pairedWith } from '../../shared/run/items';
import { unpackArchive, type ArchiveEntry, type EntryContent } from '../../shared/zip';
import { quote, tooMuch } from '../../shared/zip/format/refused';
import { asTyped } from '../../shared/zip/rules/selection';
import { arrivedIn } from './arrived';
import { tallyOf } from './entryItem';
import { firstLook } from './files/firstLook';
import type { Download, Downloaded, Operation } from './operation';
import { readingOptions, readOptionsFrom, unpackingOptions } from './readOptions';
import { transferOptions } from './transferOptions';

/** Characters that are read at a time: some 5,000 tokens, which a model takes beside everything else. */
const MOST_CHARACTERS = 20_000;
/** Whoever asks for more is not reading any more, and n8n keeps all of it with the execution. */
const MOST_AT_ALL = 10_000_000;

/** They choose among files, and here one is named: left out, it would be told as not there. */
const ofSeveral = ['exclude', 'include', 'unreadable'];

/** The text of one file, a part at a time. Where the service gives pieces, only this file is fetched. */
export const readFile: Operation = {
	name: 'Read File',
	value: 'readFile',
	action: 'Read a file of an archive as text',
	description: 'Get the text of one file, a part at a time',
	options: [
		...[...readingOptions, ...unpackingOptions].filter(({ name }) => !ofSeveral.includes(name)),
		...transferOptions,
	],
	run,
};

/** What is read, and which part of it. They stand in the panel, where a model may fill them in. */
export const readFileFields: INodeProperties[] = [
	{
		displayName: 'File Path',
		name: 'filePath',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. reports/2026/may.csv',
		description: 'Path of one text file inside the archive, exactly as List Files gives it in "path"',
	},
	{
		displayName: 'Most Characters',
		name: 'characterLimit',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MOST_AT_ALL },
		default: MOST_CHARACTERS,
		description:
			'How many characters of the text to return at most. If there are more, the result has the place to go on from in "nextOffset".',
	},
	{
		displayName: 'Offset',
		name: 'offset',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description:
			'How many characters of the text to pass over: 0 for its beginning, "nextOffset" of the result before for what follows',
	},
];

interface Part {
	path: string;
	/** The same as it was filled in, in case that spaces around it belong to the name. */
	given: unknown;
	most: number;
	offset: number;
}

async function run(download: Download): Promise<Downloaded> {
	const { fields, source, signal, items, kept } = download;
	const part = partIn(fields);
	const read = new Map<ArchiveEntry, TextRead | null>();
	// What can't be read refuses only if it is what was asked for, and not another file of its name.
	const options = {
		...readOptionsFrom(fields, signal),
		include: [],
		exclude: [],
		paths: [part.path],
		unreadable: 'skip' as const,
	};
	let held = 0;
	const report = await unpackArchive(source, options, async (entry, content) => {
		const text = await textIn(content, part);
		held += text?.text.length ?? 0;
		read.set(entry, text);
		if (read.size > 1 && held > MOST_AT_ALL) throw tooManyOf(part.path);
	});
	const found = called([...report.entries, ...report.skipped], part);
	if (found === undefined) throw notThere(part.path);
	if ('reason' in found) throw unreadable(found);
	const text = read.get(found) ?? null;
	if (text === null) throw noText(found.path);
	const own = textFacts(found, text, part.offset, download.archive);
	const garbled = garbledIn(text.text);
	if (garbled.length > 0) own.warnings = garbled;
	const json = above(kept, own);
	return {
		items: [{ json, pairedItem: pairedWith(items) }],
		warnings: [...report.warnings, ...garbled.map((what) => `${found.path}: ${what}`)],
		arrived: arrivedIn(report, options, source.size),
		tally: tallyOf([found], 0),
	};
}

/** What List Files calls so: to the letter, or else but for spaces around it and the form of its accents. */
function called<One extends { path: string }>(all: readonly One[], { given, path }: Part): One | undefined {
	const where = (is: (own: string) => boolean) => all.find((one) => is(one.path));
	return (
		where((own) => own === given) ??
		where((own) => own === path) ??
		where((own) => asTyped(own) === asTyped(path))
	);
}

/** What is told of a part of a file: little beside its text, since a model reads all of it. */
export function textFacts(
	{ path, size, modifiedAt }: ArchiveEntry,
	{ text, isCut }: TextRead,
	offset: number,
	archive: IDataObject,
): IDataObject {
	return { path, text, offset, nextOffset: isCut ? offset + text.length : null, size, modifiedAt, archive };
}

/** @throws Refusal on a path that is empty, and on numbers that are none */
function partIn(fields: Fields): Part {
	const given = fields.get('filePath');
	const path = requiredText(fields, 'filePath', 'File Path').replace(/^(?:\.?\/)+/, '');
	const most = numberField(fields, 'characterLimit', 'Most Characters', MOST_CHARACTERS, 1);
	const offset = numberField(fields, 'offset', 'Offset', 0);
	return { path, given, most: Math.floor(Math.min(most, MOST_AT_ALL)), offset: Math.floor(offset) };
}

async function textIn(content: EntryContent, { most, offset }: Part): Promise<TextRead | null> {
	const { beginning, whole } = await firstLook(content);
	return looksLikeText(beginning) ? await readText(whole, most, offset) : null;
}

function notThere(path: string): Refusal {
	return new Refusal(
		`The archive has no file ${quote(path)}`,
		'Use the operation List Files, and enter "path" of one of its results in "File Path", exactly as it is there.',
		{ code: 'NOT_FOUND' },
	);
}

const ELSEWHERE = 'Get the ZIP itself, and open it elsewhere.';

function unreadable({ path, reason }: { path: string; reason: string }): Refusal {
	return new Refusal(`${quote(path)} can't be read: ${reason}`, ELSEWHERE, { code: 'ARCHIVE_UNSUPPORTED' });
}

/** Which of them is meant is known when the archive was read to its end, and until then all would have to be held. */
function tooManyOf(path: string): Refusal {
	return tooMuch(`The files called ${quote(path)} hold more text than can be kept`, ELSEWHERE);
}

function noText(path: string): Refusal {
	return new Refusal(
		`${quote(path)} is no text`,
		'Read a text file, or get this one as binary data with the operation Unpack.',
	);
}
