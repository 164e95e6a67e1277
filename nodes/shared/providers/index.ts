import type { Provider } from '../contract';
import { alfresco } from './alfresco';
import { box } from './box';
import { dataFramer } from './dataFramer';
import { gumloop } from './gumloop';
import { hoody } from './hoody';
import { otherService } from '../recipes/otherService';

/** Every provider by its name. A new one is a folder beside this file, or a recipe, and a line here. */
export const providers: Readonly<Record<string, Provider>> = {
	alfresco,
	box,
	dataFramer,
	gumloop,
	hoody,
	otherService,
};
