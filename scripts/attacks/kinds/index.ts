import type { Row } from '../rows';
import { found } from './found';

/** Every kind of attack, in the order in which they run: what is measured comes before what fills the process. */
export const kinds: Record<string, () => Promise<Row[]>> = {
	found,
};
