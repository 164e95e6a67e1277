import type { INodeProperties } from 'n8n-workflow';
import { listField, numberField, textField, type Fields } from '../../shared/base/fields';
import { DEFAULT_LIMITS, type ReadOptions } from '../../shared/zip';
import { splitPatterns } from './splitPatterns';

const MIB = 1024 * 1024;
const MOST_FILES: number = DEFAULT_LIMITS.files;
const LARGEST_RATIO: number = DEFAULT_LIMITS.ratio;
const LARGEST_SIZE_MIB = Math.round(DEFAULT_LIMITS.bytes / MIB);

/** The options of everything that looks into the archive. */
export const readingOptions: INodeProperties[] = [
	{
		displayName: 'Code Page',
		name: 'codePage',
		type: 'options',
		options: [
			{ name: 'Automatic', value: 'auto', description: 'UTF-8 where the names are valid UTF-8, else CP437' },
			{ name: 'Central European, DOS (CP852)', value: 'cp852' },
			{ name: 'Chinese, Simplified (GB18030)', value: 'gb18030' },
			{ name: 'Chinese, Traditional (Big5)', value: 'big5' },
			{ name: 'Cyrillic, DOS (CP866)', value: 'ibm866' },
			{ name: 'Cyrillic, Unix (KOI8-R)', value: 'koi8-r' },
			{ name: 'Cyrillic, Windows (1251)', value: 'windows-1251' },
			{ name: 'DOS (CP437)', value: 'cp437' },
			{ name: 'Japanese (Shift JIS)', value: 'shift_jis' },
			{ name: 'Korean (EUC-KR)', value: 'euc-kr' },
			{ name: 'Western, DOS (CP850)', value: 'cp850' },
			{ name: 'Western, Windows (1252)', value: 'windows-1252' },
		],
		default: 'auto',
		description: 'How to read file names that do not say how they are written',
	},
	{
		displayName: 'Exclude',
		name: 'exclude',
		type: 'string',
		default: '',
		placeholder: 'e.g. **/*.log, drafts/**',
		description: 'Patterns of paths to leave out, separated by commas or lines',
	},
	{
		displayName: 'Hide System Files',
		name: 'hideSystemFiles',
		type: 'boolean',
		default: true,
		description:
			'Whether to leave out what macOS and Windows add on their own (__MACOSX, .DS_Store, Thumbs.db)',
	},
	{
		displayName: 'Include',
		name: 'include',
		type: 'string',
		default: '',
		placeholder: 'e.g. *.csv, orders.json, reports/2026-*/**',
		description:
			'Patterns of paths to take, separated by commas or lines; without a slash, of names in any folder. By default all.',
	},
	{
		displayName: 'Largest Number of Files',
		name: 'mostFiles',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: MOST_FILES,
		description: 'An archive with more files is refused',
	},
];

/** The options of what unpacks files, beside those above. */
export const unpackingOptions: INodeProperties[] = [
	{
		displayName: 'Largest Ratio',
		name: 'largestRatio',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: LARGEST_RATIO,
		description: 'An archive that unpacks to more than this many times its size is refused',
	},
	{
		displayName: 'Largest Size (MiB)',
		name: 'largestSize',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: LARGEST_SIZE_MIB,
		description: 'An archive that unpacks to more than this many mebibytes is refused',
	},
	{
		displayName: 'Unreadable Files',
		name: 'unreadable',
		type: 'options',
		options: [
			{
				name: 'Leave Out',
				value: 'skip',
				description: 'Leave them out with a warning, and give out the others',
			},
			{
				name: 'Refuse the Archive',
				value: 'refuse',
				description: 'End with a message that names the first of them',
			},
		],
		default: 'refuse',
		description: 'What to do with files that are encrypted, or packed in a way that is not supported',
	},
];

/** What the user chose. @throws Refusal on numbers that are none */
export function readOptionsFrom(fields: Fields, signal?: AbortSignal): ReadOptions {
	return {
		include: patterns(fields, 'include'),
		exclude: patterns(fields, 'exclude'),
		hideSystemFiles: fields.get('hideSystemFiles', true) !== false,
		codePage: textField(fields, 'codePage') || 'auto',
		unreadable: textField(fields, 'unreadable') === 'skip' ? 'skip' : 'refuse',
		limits: {
			files: numberField(fields, 'mostFiles', 'Largest Number of Files', MOST_FILES, 1),
			bytes: numberField(fields, 'largestSize', 'Largest Size', LARGEST_SIZE_MIB, 1) * MIB,
			ratio: numberField(fields, 'largestRatio', 'Largest Ratio', LARGEST_RATIO, 1),
		},
		signal,
	};
}

/** A list from an expression, or text with patterns separated by commas or lines. */
function patterns(fields: Fields, name: string): string[] {
	const value = fields.get(name, '');
	return typeof value === 'string' ? splitPatterns(value) : listField(fields, name);
}
