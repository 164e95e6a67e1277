import type { Provider } from '../contract';
import { otherService } from './otherService';
import { fromPreset } from './preset';
import { presets } from './presets';

/** Every provider that is a recipe, by its name: those that are listed as files, and the one that the user fills in. */
export const byRecipe: Readonly<Record<string, Provider>> = Object.fromEntries(
	[otherService, ...Object.values(presets).map(fromPreset)].map((provider) => [provider.name, provider]),
);
