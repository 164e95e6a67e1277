import { codedStands, signInStands, type OpenStand } from '../attacks/stands/coded';
import { otherServiceStands } from '../attacks/stands/otherService';
import { presetStands } from '../attacks/stands/presets';

/** Every provider, every other way of signing in to it, and every preset: by being listed. */
export const STANDS = new Map<string, OpenStand>([
	...codedStands,
	...signInStands,
	...presetStands,
	...otherServiceStands,
]);
