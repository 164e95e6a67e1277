import type { IDataObject } from 'n8n-workflow';
import { countIn, textIn } from '../../base/untrusted';
import { badItem } from '../../base/refusal';
import { numberField, textField, type Fields } from '../../base/fields';
import { onePart, zipName } from '../../base/zipName';
import { lastPart, pathIn, tidyPath } from './path';
import { remoteAddress } from './fetching/remoteAddress';

/** Seconds that the kit gives a fetch when it is told nothing. */
export const FETCH_SECONDS = 300;

/** A folder that is sent as ZIP. */
export interface ZipRequest {
	source: 'zip';
	directory: string;
	fileName?: string;
}

/** A file that the container fetches into a folder. */
export interface FetchRequest {
	source: 'remoteUrl';
	directory: string;
	url: string;
	/** False in a handle that lacks parts of the address (see `remoteAddress`). */
	repeatable?: false;
	/** Name on the container; by default the last part of the address. */
	fileName?: string;
	/** Seconds */
	timeout: number;
	/** Where the file is, as far as it is known. */
	path?: string;
}

/** A ZIP that lies on the container. */
export interface FileRequest {
	source: 'file';
	path: string;
}

export type HoodyRequest = ZipRequest | FetchRequest | FileRequest;

/** @throws Refusal when the fields describe nothing that Hoody could do */
export function requestFrom(fields: Fields): HoodyRequest {
	const source = textField(fields, 'hoodySource') || 'zip';
	const directory = pathIn(textField(fields, 'hoodyDirectory'), 'Directory');
	const fileName = plainName(textField(fields, 'hoodyFileName'));
	const named = fileName === undefined ? {} : { fileName };
	if (source !== 'remoteUrl') return { source: 'zip', directory, ...named };
	const url = textField(fields, 'hoodyUrl');
	remoteAddress(url);
	const timeout = numberField(fields, 'hoodyFetchTimeout', 'Fetch Timeout', FETCH_SECONDS, 1);
	return { source, directory, url, ...named, timeout: Math.ceil(timeout) };
}

/** The request in a handle, which anybody may have written. @throws Refusal */
export function parse(request: IDataObject): HoodyRequest {
	const { source } = request;
	const directory = pathFact(request, 'directory');
	const path = pathFact(request, 'path');
	const fileName = plainName(textIn(request, 'fileName') ?? '');
	if (source === 'zip' && directory !== null) return { source, directory, fileName };
	if (source === 'file' && path !== null && path !== '') return { source, path };
	if (source === 'remoteUrl' && directory !== null) {
		const url = textIn(request, 'url') ?? '';
		const timeout = countIn(request, 'timeout') ?? FETCH_SECONDS;
		return {
			source,
			directory,
			url,
			...(request.repeatable === false ? { repeatable: false } : {}),
			fileName,
			timeout,
			path: path || undefined,
		};
	}
	throw badItem('The archive item does not say which file or folder of Hoody is meant');
}

/** The name that the archive gets in n8n. */
export function archiveName(name: string): string {
	return zipName(name) ?? 'archive.zip';
}

/** A file in a folder, as a path. */
export function within(directory: string, name: string): string {
	return directory === '' ? name : `${directory}/${name}`;
}

/** One part of a path, or nothing. */
export function plainName(text: string): string | undefined {
	return lastPart(tidyPath(onePart(text)) ?? '') || undefined;
}

function pathFact(request: IDataObject, key: string): string | null {
	const value = request[key];
	return typeof value === 'string' ? tidyPath(value) : null;
}
