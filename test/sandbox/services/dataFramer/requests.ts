import type { NeededRequests } from '../../serviceRecord';

const RUN = 'dataFramer/api/dataframer/runs/ID/';

/** From the call that gives the link on. */
const FROM_LINK = [
	`GET ${RUN}files/download/`,
	'GET dataFramerStorage/dataframer-archives/runs/ID/all_files.zip',
	`GET ${RUN}`,
];
/** It begins to build, then it is done, with a link. */
const one = [`GET ${RUN}files/download/`, ...FROM_LINK];

/** In three nodes it is asked for another link, since none travels between them. */
export const requests: NeededRequests[] = [{ what: 'a run', three: [one[0], ...one], one }];

/** Of a run whose archive is there already, the link that came with the first answer is used. */
export const requestsWhenThere: readonly string[] = FROM_LINK;
