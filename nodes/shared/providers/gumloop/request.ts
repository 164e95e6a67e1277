import type { IDataObject } from 'n8n-workflow';
import { badItem, Refusal } from '../../base/refusal';
import type { ForeignText } from '../../contract/api';
import { listField, requiredText, textField, type Fields } from '../../base/fields';

/** What Gumloop is asked for. The user, and the team of a team key, are in the credential. */
export interface GumloopRequest {
	runId: string;
	/** Absent while they have to be read from the outputs of the run. */
	fileNames?: string[];
	/** Another project than the credential's. */
	projectId?: string;
	savedItemId?: string;
}

const ID = /^[\w-]{1,200}$/;
const LONGEST_ADDRESS = 2_048;
/** Longer than any file system allows, in characters of four bytes. */
const LONGEST_NAME = 1024;

/** @throws Refusal when the fields name no run, or no files of it */
export function requestFrom(fields: Fields): GumloopRequest {
	const typed = textField(fields, 'gumloopNamesFrom') === 'list';
	return {
		runId: runIdIn(requiredText(fields, 'gumloopRunId', 'Flow Run')),
		fileNames: typed ? namesIn(listField(fields, 'gumloopFileNames', /\n/)) : undefined,
		projectId: optionalId(textField(fields, 'gumloopProjectId'), 'Project ID'),
		savedItemId: optionalId(textField(fields, 'gumloopSavedItemId'), 'Saved Item ID'),
	};
}

/** The request in a handle, which anybody may have written. @throws Refusal */
export function parse({ runId, fileNames, projectId, savedItemId }: IDataObject): GumloopRequest {
	if (typeof runId !== 'string') {
		throw badItem('The archive item does not say which flow run of Gumloop is meant');
	}
	if (fileNames !== undefined && !Array.isArray(fileNames)) {
		throw badItem('The file names in the archive item are no list');
	}
	return {
		runId: runIdIn(runId),
		fileNames: fileNames === undefined ? undefined : namesIn(fileNames),
		projectId: optionalId(projectId, 'projectId in the archive item'),
		savedItemId: optionalId(savedItemId, 'savedItemId in the archive item'),
	};
}

/** Whether a text can be an id of Gumloop. */
export function isId(text: ForeignText): boolean {
	return ID.test(text);
}

/** An id by itself, or out of `https://www.gumloop.com/pipeline?run_id=…`. */
export function runIdIn(entered: ForeignText): string {
	const text = entered.slice(0, LONGEST_ADDRESS);
	const id = URL.canParse(text) ? (new URL(text).searchParams.get('run_id') ?? '') : text;
	if (ID.test(id)) return id;
	throw new Refusal(
		'Flow Run is no run of Gumloop',
		'Enter the id of the flow run, or the address of the run in the browser: the id stands behind "run_id=".',
	);
}

function namesIn(names: unknown[]): string[] {
	const found = new Set<string>();
	for (const name of names) {
		if (typeof name !== 'string' || name.length > LONGEST_NAME || /\p{Cc}/u.test(name)) {
			throw new Refusal(
				`${JSON.stringify(name ?? null).slice(0, 60)} is no file name`,
				'Enter the names of files that the flow run made, one to a line, each with its ending.',
			);
		}
		if (name.trim() !== '') found.add(name.trim());
	}
	if (found.size > 0) return [...found];
	throw new Refusal(
		'File Names is empty',
		'Enter the names of the files, one to a line, or choose to take them from the outputs of the run.',
	);
}

/** An id that need not be there. @throws Refusal when what is there is none */
export function optionalId(value: unknown, label: string): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	if (typeof value === 'string' && ID.test(value)) return value;
	throw new Refusal(
		`${label} is no id of Gumloop`,
		'Enter the id by itself: letters, digits, hyphens and underscores, as the address in the browser shows it.',
	);
}
