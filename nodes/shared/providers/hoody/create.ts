import type { Job, Seen } from '../../contract';
import { Refusal } from '../../base/refusal';
import { fetchRemote } from './fetching/fetchRemote';
import { lastPart } from './path';
import { archiveName, type HoodyRequest } from './request';

/** A folder is only noted: Hoody zips it while it sends it. A remote file is fetched at once. @throws Refusal */
export async function create({ api, request }: Job<HoodyRequest>): Promise<Seen<HoodyRequest>> {
	if (request.source === 'remoteUrl') return await fetchRemote(api, request);
	if (request.source === 'file') {
		throw new Refusal('There is nothing to create', 'The file is on the container already: download it.');
	}
	return { state: 'ready', fileName: archiveName(request.fileName ?? lastPart(request.directory)) };
}
