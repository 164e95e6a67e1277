import { downloadZip } from './downloadZip';
import { listFiles } from './listFiles';
import { textField, type Fields } from '../../shared/base/fields';
import type { Operation } from './operation';
import { readFile } from './readFile';
import { unpack } from './unpack';

/** Every operation by its value. */
export const operations: Readonly<Record<string, Operation>> = { downloadZip, listFiles, readFile, unpack };

/** The one that was chosen. */
export function operationIn(fields: Fields): Operation {
	const chosen = textField(fields, 'operation');
	return Object.values(operations).find(({ value }) => value === chosen) ?? unpack;
}
