import type { ArchiveContent, ByteRange, ReadyJob } from '../../contract';
import type { ApiRequest, StreamAnswer } from '../../contract/api';
import { rangeHeader } from '../../transfer/range';
import { AGAIN } from '../../transfer/refusals';
import type { Recipe } from '../recipe';
import type { RecipeRequest } from '../request';
import type { Bench } from './bench';
import { emptyZip } from './emptyZip';
import { targetsOf, type Target } from './target';

/** What a storage says of a link whose time is over, or whose signer's is. */
const STALE = [400, 401, 403, 404, 410];

/**
 * The bytes of a ready archive: behind a call, or behind a link, of which another is asked for when it has ended.
 * @throws Refusal
 */
export function open(bench: Bench, job: ReadyJob<RecipeRequest>): ArchiveContent {
	const { recipe, api, service } = bench;
	const { archive } = job;
	if (job.request.isEmpty === true) return emptyZip(archive.fileName);
	const targets = targetsOf(bench, job);
	let target: Target | null = null;

	async function fetch(range?: ByteRange, headers?: Record<string, string>): Promise<StreamAnswer> {
		const isNew = target === null;
		target ??= await targets.next();
		const wanted = { ...rangeHeader(recipe.ranges === true ? range : undefined), ...headers };
		if ('request' in target) {
			return await api.bytes(withHeaders(target.request, wanted));
		}
		const answer = await api.link({ url: target.link, headers: wanted, answers: STALE });
		if (!STALE.includes(answer.status)) return answer;
		const { mayBeOld, isBeside } = target;
		if (isNew && !mayBeOld) {
			throw await api.refusal(answer, () => ({
				message: `The link that ${service} gave to the archive does not open it`,
				description: isBeside && bench.isEntered ? besideBase(service) : AGAIN,
			}));
		}
		answer.body.close();
		target = null;
		return await fetch(range, headers);
	}
	return {
		fileName: archive.fileName,
		size: null,
		// Bytes that a service counts on its way are those before packing as often as not.
		files: recipe.files === undefined ? null : archive.progress.totalFiles,
		ranges: recipe.ranges === true,
		linked: recipe.link !== undefined,
		...(bench.isEntered ? { mayBeWrong: mayBeWrong(recipe) } : {}),
		fetch,
	};
}

/**
 * A link on the service's own host may want the credential, which is for addresses below its base URL alone. Who fills in a
 * service can move that border; that of a preset is where its paths begin.
 */
function besideBase(service: string): string {
	return `It is on the host of ${service}, but not below the Base URL in the credential, so it was asked for without signing in. If the service wants that, shorten the Base URL to what both have in common, and put the rest into the paths. If not: ${AGAIN}`;
}

/** The field in which a user may have called data the archive. */
function mayBeWrong({ answer, link }: Recipe): string | undefined {
	if (answer === 'archive') return 'If it tells of a job, or holds a link, set "The Answer Is" to that.';
	return link === undefined ? 'If it holds a link, set "Archive At" to a link, and "Link At".' : undefined;
}

function withHeaders(request: ApiRequest, headers: Record<string, string>): ApiRequest {
	return { ...request, repeatable: true, headers: { ...request.headers, ...headers } };
}
