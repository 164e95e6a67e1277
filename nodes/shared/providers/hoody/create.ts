import type { IDataObject } from 'n8n-workflow';
import type { ArchiveHandle } from '../../contract';
import { newHandle } from '../../base/handle';
import type { Api } from '../../contract/api';
import { Refusal } from '../../base/refusal';
import { fetchRemote } from './fetchRemote';
import { lastPart } from './path';
import { archiveName, parseRequest } from './request';

/** A folder is only noted: Hoody zips it while it sends it. A remote file is fetched at once. @throws Refusal */
export async function create(api: Api, request: IDataObject): Promise<ArchiveHandle> {
	const wanted = parseRequest(request);
	if (wanted.source === 'remoteUrl') return await fetchRemote(api, wanted);
	if (wanted.source === 'file') {
		throw new Refusal(
			'There is nothing to create',
			'The file is on the container already: download it.',
		);
	}
	return newHandle({
		provider: 'hoody',
		state: 'ready',
		fileName: archiveName(wanted.fileName ?? lastPart(wanted.directory)),
		createdAt: new Date().toISOString(),
		request,
	});
}
