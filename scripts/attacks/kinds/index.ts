import type { Row } from '../rows';
import { abroad } from './abroad';
import { files } from './files';
import { forged } from './forged';
import { found } from './found';
import { handles } from './handles';
import { large } from './large';
import { secrets } from './secrets';
import { stop } from './stop';
import { time } from './time';

type Kind = () => Promise<Row[]>;

/** What is measured: it keeps a processor busy. */
const measuring: Record<string, Kind> = { files, found, large };
/** What waits most of its time. */
const waiting: Record<string, Kind> = { time, stop, secrets, abroad, handles, forged };

/**
 * Kinds of attack that run one after the other in a process of their own. Two processes use two cores, and what is measured has a
 * process that nothing else has filled.
 */
export const groups: ReadonlyArray<Record<string, Kind>> = [measuring, waiting];

/** Every kind of attack by its name. */
export const kinds: Readonly<Record<string, Kind>> = Object.assign({}, ...groups);
