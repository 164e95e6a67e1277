import type { Seen } from '../../../contract';
import type { Api } from '../../../contract/api';
import { Refusal } from '../../../base/refusal';
import { countIn, textIn, type Untrusted } from '../../../base/untrusted';
import { ask } from '../callKit';
import { explainFetch } from '../explain';
import { finished, placed, seenIn } from './job';
import { activeJobs, pastJobs, type Active } from './lists';
import { readingPath } from '../path';
import { remoteAddress, type RemoteAddress } from './remoteAddress';
import { plainName, type FetchRequest } from '../request';

/** The kit ends a fetch at its own timeout; its answer needs a moment more. */
const GRACE_SECONDS = 30;
/** After an answer that was lost: how often, and after which pause, the lists are looked through for the download. */
const LOOKS = 3;
const BETWEEN_LOOKS_MS = 1_000;

/**
 * Lets the container fetch a file. Older kits answer 200 at once, newer ones 201 when the file is there.
 * @throws Refusal when it cannot, with the kit's reason
 */
export async function fetchRemote(api: Api, wanted: FetchRequest): Promise<Seen<FetchRequest>> {
	if (wanted.repeatable === false) {
		throw new Refusal(
			'The archive item does not hold the whole address',
			'Parts that may be secret are left out of archive items. Enter the address in the node that asks for the archive.',
			{ code: 'BAD_HANDLE' },
		);
	}
	const address = remoteAddress(wanted.url);
	// Looked at first for two reasons: it wakes a kit that sleeps, which may be asked again, while a fetch may not; and a
	// download whose answer gets lost is known by not having been in the list.
	const before = await activeJobs(api, wanted.directory);
	return await start(api, wanted, address).catch(async (cause: unknown) => {
		// Lists that cannot be read either change nothing about the first reason.
		const job = isLost(cause) ? await findLost(api, wanted, address, before).catch(nothing) : undefined;
		if (job === undefined) return await Promise.reject(cause);
		const seen = seenIn(api, kept(wanted, address), job);
		return { ...seen, archiveId: textIn(job, 'id') };
	});
}

async function start(api: Api, wanted: FetchRequest, address: RemoteAddress): Promise<Seen<FetchRequest>> {
	const { directory, url, fileName, timeout } = wanted;
	const { status, facts } = await ask(api, {
		path: readingPath(directory),
		query: {
			download: url,
			...(fileName === undefined ? {} : { filename: fileName }),
			timeout: String(timeout),
		},
		repeatable: false,
		timeout: timeout + GRACE_SECONDS,
		explain: explainFetch,
	});
	const archiveId = textIn(facts, 'download_id');
	if (archiveId === null) {
		throw new Refusal(
			'Hoody answered without a download',
			'Check the address in the credential, and that Directory names a folder: files are not fetched into files.',
			{ code: 'UNEXPECTED_ANSWER', status },
		);
	}
	const place = placed(kept(wanted, address), textIn(facts, 'path'), textIn(facts, 'filename'));
	return {
		...place,
		archiveId,
		...(status === 201 ? { state: 'ready', progress: finished(null) } : { state: 'preparing' }),
	};
}

/** The request as the handle may hold it: with the place that is to be expected, and without what may be a key. */
function kept(wanted: FetchRequest, { shown, whole, name }: RemoteAddress): FetchRequest {
	const plain: FetchRequest = { ...wanted, url: shown, ...(whole ? {} : { repeatable: false }) };
	return placed(plain, null, wanted.fileName ?? plainName(name) ?? null).request;
}

/** No answer came, it broke off, or a proxy gave up waiting: the container may be fetching all the same. */
function isLost(cause: unknown): boolean {
	return cause instanceof Refusal && (cause.status === null || [502, 503, 504].includes(cause.status));
}

/** Nothing, where the service refuses; a Stop stays one. */
function nothing(cause: unknown): undefined {
	if (cause instanceof Refusal) return undefined;
	throw cause;
}

/** The one download that was begun since, into this directory and under this name; nothing where that is not certain. */
async function findLost(
	api: Api,
	{ directory, fileName }: FetchRequest,
	{ name }: RemoteAddress,
	before: Active,
): Promise<Untrusted | undefined> {
	const known = new Set(before.jobs.map((job) => textIn(job, 'id')));
	const place = `/${[directory, fileName ?? plainName(name) ?? ''].filter((part) => part !== '').join('/')}`;
	const isNew = (job: Untrusted) =>
		textIn(job, 'id') !== null &&
		!known.has(textIn(job, 'id')) &&
		(countIn(job, 'start_time') ?? 0) >= Math.floor(before.seenAt) &&
		`/${textIn(job, 'file_path') ?? ''}`.endsWith(place);
	for (let look = 1; look <= LOOKS; look++) {
		const jobs = [...(await activeJobs(api, directory)).jobs, ...(await pastJobs(api))].filter(isNew);
		const ids = new Set(jobs.map((job) => textIn(job, 'id')));
		if (ids.size > 0) return ids.size === 1 ? jobs[0] : undefined;
		if (look < LOOKS) await api.pause(BETWEEN_LOOKS_MS);
	}
	return undefined;
}
