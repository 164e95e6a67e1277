import { recordsIn, textIn, type Untrusted } from '../../../base/untrusted';
import type { Api } from '../../../contract/api';
import { askUnless } from '../callKit';
import { readingPath } from '../path';

/** What a server says that has no such list, or does not show it to this sign-in. */
const NOT_HERE = [403, 404, 405];

/** The list of what is being fetched, and when it was made by the kit's clock. */
export interface Active {
	jobs: Untrusted[];
	/** Seconds since 1970. */
	seenAt: number;
}

/** Everything that is being fetched; on servers without that list what is fetched into the directory. */
export async function activeJobs(api: Api, directory: string): Promise<Active> {
	const answer =
		(await askUnless(api, { path: '/api/v1/downloads' }, NOT_HERE)) ??
		(await askUnless(api, { path: readingPath(directory), query: { downloads: '' } }, NOT_HERE));
	return { jobs: recordsIn(answer?.facts.downloads), seenAt: answer?.sentAt ?? Date.now() / 1000 };
}

/** What was fetched, or should have been. Only the root form knows it. */
export async function pastJobs(api: Api): Promise<Untrusted[]> {
	const answer = await askUnless(api, { path: '/', query: { download_history: '' } }, NOT_HERE);
	return recordsIn(answer?.facts.history);
}

/** A job by its id, and by nothing else: newer kits cut the addresses in their lists. Null when it is in neither. */
export async function findJob(api: Api, directory: string, id: string): Promise<Untrusted | null> {
	const isIt = (job: Untrusted) => textIn(job, 'id') === id;
	const { jobs } = await activeJobs(api, directory);
	return jobs.find(isIt) ?? (await pastJobs(api)).find(isIt) ?? null;
}
