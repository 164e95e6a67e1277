import type { Provider } from '../contract';
import { byRecipe } from '../recipes';
import { alfresco } from './alfresco';
import { box } from './box';
import { dataFramer } from './dataFramer';
import { gumloop } from './gumloop';
import { hoody } from './hoody';

/** Those that are code. A new one is a folder beside this file and a line here. */
export const coded: Readonly<Record<string, Provider>> = {
	alfresco,
	box,
	dataFramer,
	gumloop,
	hoody,
};

/** Every provider by its name. */
export const providers: Readonly<Record<string, Provider>> = { ...coded, ...byRecipe };
