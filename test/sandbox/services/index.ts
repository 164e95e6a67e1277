import { alfresco } from './alfresco';
import { box } from './box';
import { dataFramer } from './dataFramer';
import { gumloop } from './gumloop';
import { hoody } from './hoody';

/** Every service of the sandbox, by the name of its provider. This is the one list of them: all others come from it. */
export const services = {
	alfresco,
	box,
	dataFramer,
	gumloop,
	hoody,
};
