import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { numberField, textField, type Fields } from '../../../shared/base/fields';
import { DEFAULT_MOST_ROWS } from '../../../shared/rows';

/** Characters of a file's text, unless the user says otherwise. */
const MOST_CHARACTERS = 1_000_000;

/** How a file's bytes become items. */
export const readFilesAsOptions: INodeProperties[] = [
	{
		displayName: 'Most Characters per File',
		name: 'mostCharacters',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: MOST_CHARACTERS,
		description: 'Where files are read as text: a longer one is cut there, and its item says so',
	},
	{
		displayName: 'Most Rows per File',
		name: 'mostRows',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_MOST_ROWS,
		description: 'Where files are read as rows: the rest of a file with more is left out, and that is told',
	},
	{
		displayName: 'Read Files As',
		name: 'readFilesAs',
		type: 'options',
		options: [
			{ name: 'Binary Data', value: 'binary', description: 'One item for each file, with its bytes' },
			{
				name: 'Rows of CSV, JSON and JSON Lines',
				value: 'rows',
				description: 'One item for each row of files with such names, and others as binary data',
			},
			{
				name: 'Text',
				value: 'text',
				description: 'One item for each file, with its text in a field, and others as binary data',
			},
		],
		default: 'binary',
		description:
			'What becomes of each file. Text is read as UTF-8, or as UTF-16 where a byte order mark says so. A row says in "sourceFile" which file and which archive it is from.',
	},
];

/** What the user chose. */
export interface FilesAs {
	kind: 'binary' | 'rows' | 'text';
	mostRows: number;
	mostCharacters: number;
}

/** @throws Refusal on numbers that are none */
export function filesAsIn(fields: Fields): FilesAs {
	const chosen = textField(fields, 'readFilesAs');
	return {
		kind: chosen === 'rows' || chosen === 'text' ? chosen : 'binary',
		mostRows: numberField(fields, 'mostRows', 'Most Rows per File', DEFAULT_MOST_ROWS, 1),
		mostCharacters: numberField(fields, 'mostCharacters', 'Most Characters per File', MOST_CHARACTERS, 1),
	};
}

/** What came of a file beside its bytes. */
export interface FileRead {
	items: INodeExecutionData[];
	/** What all of its rows share: where they come from. Null where there is one item, that of the file. */
	source: IDataObject | null;
	/** What was left out of it, as ends of sentences. */
	told: string[];
}
