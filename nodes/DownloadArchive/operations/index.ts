import { downloadZip } from './downloadZip';
import { listFiles } from './listFiles';
import type { Operation } from './operation';
import { readFile } from './readFile';
import { unpack } from './unpack';

/** Every operation by its value. */
export const operations: Readonly<Record<string, Operation>> = { downloadZip, listFiles, readFile, unpack };
