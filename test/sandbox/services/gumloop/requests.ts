import type { NeededRequests } from '../../serviceRecord';

export const requests: NeededRequests[] = [
	{
		what: 'a flow run that is done',
		three: ['GET gumloop/api/v1/get_pl_run', 'POST gumloop/api/v1/download_files'],
	},
];
