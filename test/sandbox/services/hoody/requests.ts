import type { NeededRequests } from '../../serviceRecord';

export const requests: NeededRequests[] = [
	{
		what: 'a folder',
		three: ['GET hoody/api/v1/files/stat/Project%20files', 'GET hoody/Project%20files'],
		one: ['GET hoody/Project%20files'],
	},
];
