import type { Provider } from '../contract';
import { alfresco } from './alfresco';
import { box } from './box';
import { dataFramer } from './dataFramer';
import { gumloop } from './gumloop';
import { hoody } from './hoody';

/** Every provider by its name. A sixth one is a folder beside this file and a line here. */
export const providers: Readonly<Record<string, Provider>> = {
	alfresco,
	box,
	dataFramer,
	gumloop,
	hoody,
};
