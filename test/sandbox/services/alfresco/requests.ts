import type { NeededRequests } from '../../serviceRecord';
import { ALFRESCO_NODES } from './tree';

const three = [
	'POST alfresco/downloads',
	'GET alfresco/downloads/ID',
	'GET alfresco/nodes/ID/content',
	'DELETE alfresco/nodes/ID',
];

export const requests: NeededRequests[] = [
	{ what: 'nodes', three },
	{ what: 'one node whose name nobody knows', create: { alfrescoNodes: ALFRESCO_NODES.folder }, three },
];
