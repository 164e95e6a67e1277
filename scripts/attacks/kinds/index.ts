import type { Row } from '../rows';
import { abroad } from './abroad';
import { found } from './found';
import { handles } from './handles';
import { large } from './large';
import { secrets } from './secrets';
import { stop } from './stop';
import { time } from './time';

/** Every kind of attack, in the order in which they run: what is measured comes before what fills the process. */
export const kinds: Record<string, () => Promise<Row[]>> = {
	found,
	large,
	time,
	stop,
	secrets,
	abroad,
	handles,
};
