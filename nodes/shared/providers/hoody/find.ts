import { Refusal } from '../../base/refusal';
import { textIn, type Untrusted } from '../../base/untrusted';
import type { Found, Job } from '../../contract';
import type { Api } from '../../contract/api';
import { ask, askUnless } from './callKit';
import { readingPath, statPath } from './path';
import type { HoodyRequest } from './request';

/**
 * Looks whether there is the folder that is to be zipped; a fetch is told by the kit itself. The whole container is always there,
 * so it is only asked who it is.
 */
export async function find({ api, request }: Job<HoodyRequest>): Promise<Found> {
	if (request.source !== 'zip') return {};
	const { directory } = request;
	if (directory === '') {
		await ask(api, { path: '/api/v1/version' });
		return {};
	}
	const stat = await askUnless(api, { path: statPath(directory) }, [404]);
	if (stat === null ? !(await isListed(api, directory)) : isFile(stat.facts)) {
		throw noFolder(directory, stat !== null);
	}
	return {};
}

/** The other form of the address zips folders of remote backends as well, of which the first may know nothing. */
async function isListed(api: Api, directory: string): Promise<boolean> {
	const request = { path: readingPath(directory), query: { json: '' }, isList: true };
	return (await askUnless(api, request, [404])) !== null;
}

/** Newer kits say `is_dir`, older ones `path_type`: `File`, `Dir`, and both with `Symlink` before them. */
function isFile(facts: Untrusted): boolean {
	return facts.is_dir === false || /File$/.test(textIn(facts, 'path_type') ?? '');
}

function noFolder(directory: string, isThere: boolean): Refusal {
	return new Refusal(
		isThere
			? `"${directory}" on the Hoody container is a file, and only a directory can be zipped`
			: `There is no directory "${directory}" on the Hoody container`,
		isThere
			? 'Choose the directory that it lies in. A ZIP that lies on the container needs no Create Archive: set "Archive From" to ID in Download Archive.'
			: 'Check the path, letter by letter: capitals count. The list of the field shows what there is.',
		{ code: 'NOT_FOUND', status: 404 },
	);
}
