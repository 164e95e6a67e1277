import { listed } from '../../base/list';
import { Refusal } from '../../base/refusal';
import { recordIn, textIn, type Untrusted } from '../../base/untrusted';
import { zipName } from '../../base/zipName';
import type { Found, Job } from '../../contract';
import type { Api } from '../../contract/api';
import { pathOf } from '../../http/path';
import { OF_THE_APP } from './explain';
import type { BoxItem } from './items';
import { refuseTooMany, type BoxRequest } from './request';
import { requestLink } from './requestLink';

/** Items that are asked for one by one to say which of them is missing. More would take minutes, and count towards the rate. */
const MOST_LOOKS = 20;
/** What Box says of a list in which one item is wrong, without saying which. */
const ONE_OF_THEM = [400, 403, 404];
/** Codes of limits: every item is there, and all of them together are too many. */
const LIMIT = /^zip_download_/;

/**
 * Looks whether the items are there. One is looked at, and its name becomes that of the archive. Several are checked by Box when a
 * link is asked for, which builds nothing and is forgotten after seconds (openapi.json, POST zip_downloads).
 */
export async function find({ api, request }: Job<BoxRequest>): Promise<Found> {
	refuseTooMany(request);
	const { items, name } = request;
	if (items.length > 1) {
		await requestLink(api, request).catch(async (cause: unknown) => await refuseByName(api, items, cause));
		return {};
	}
	const facts = await lookAt(api, items[0]);
	if (facts === null) throw notThere(items);
	// Told of files and folders alike (openapi.json, File--Full and Folder--Full).
	if (recordIn(facts.permissions).can_download === false) throw notForThisAccount(items[0]);
	const title = zipName(textIn(facts, 'name') ?? '');
	return name === undefined && title !== undefined ? { fileName: title } : {};
}

/** Passes on why a list of items was refused, and says which of them it is where that can be found out. @throws Refusal, Stopped */
export async function refuseByName(api: Api, items: readonly BoxItem[], cause: unknown): Promise<never> {
	if (!isOfOneItem(cause)) return await Promise.reject(cause);
	const missing: BoxItem[] = [];
	for (const item of items.slice(0, MOST_LOOKS)) {
		const facts = await lookAt(api, item).catch(nothingTold);
		if (facts === null) missing.push(item);
		else if (recordIn(facts?.permissions).can_download === false) throw notForThisAccount(item);
	}
	return await Promise.reject(missing.length === 0 ? cause : notThere(missing, items.length));
}

function isOfOneItem(cause: unknown): boolean {
	if (!(cause instanceof Refusal)) return false;
	const { status, serviceCode } = cause;
	return ONE_OF_THEM.includes(status ?? 0) && serviceCode !== OF_THE_APP && !LIMIT.test(serviceCode ?? '');
}

/** A file or folder; null where Box does not know it, or does not show it to this account. */
async function lookAt(api: Api, { type, id }: BoxItem): Promise<Untrusted | null> {
	const answer = await api.json({
		path: pathOf(`${type}s`, id),
		query: { fields: 'id,type,name,permissions' },
		answers: [403, 404],
	});
	const facts = recordIn(answer.body);
	if (answer.status !== 403 && answer.status !== 404) return facts;
	const code = textIn(facts, 'code');
	if (code === OF_THE_APP) throw await api.refusal(answer);
	// Without Box's own code it is another's answer, a proxy's for instance, and tells nothing of the item.
	return code === null ? {} : null;
}

/** A look in an error's wake that does not go through tells nothing; a Stop stays one. */
function nothingTold(cause: unknown): undefined {
	if (cause instanceof Refusal) return undefined;
	throw cause;
}

/** @param all how many were asked for */
function notThere(items: readonly BoxItem[], all = items.length): Refusal {
	const unseen = all > MOST_LOOKS ? ` Only the first ${MOST_LOOKS} of ${all} items were looked at.` : '';
	return new Refusal(
		`Box has no ${listed(items.map(shown))}, or does not show ${items.length === 1 ? 'it' : 'them'} to this account`,
		`Check the id and the type: a folder that is given as a file is not found either. A service account sees nothing until somebody shares the folder with it.${unseen}`,
		{ code: 'NOT_FOUND', status: 404, clean: true },
	);
}

function notForThisAccount(item: BoxItem): Refusal {
	return new Refusal(
		`This Box account sees ${shown(item)}, and may not download it`,
		'Share it with the account in a role that may download, e.g. Viewer or Editor.',
		{ code: 'NOT_ALLOWED', status: 403, clean: true },
	);
}

const shown = ({ type, id }: BoxItem): string => `${type} ${id}`;
