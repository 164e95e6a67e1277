import type { ArchiveHandle } from '../../contract';
import { recordIn } from '../../base/untrusted';
import type { Api } from '../../contract/api';
import { Refusal } from '../../base/refusal';
import { ownerOf } from './owner';
import { parseRequest } from './request';

/** Ends the flow run, and the runs that it has started. One that is not known needs no ending. @throws Refusal */
export async function cancel(api: Api, handle: ArchiveHandle): Promise<void> {
	const request = parseRequest(handle.request);
	const { body } = await api.json({
		method: 'POST',
		path: '/kill_pipeline',
		body: { run_id: request.runId, ...ownerOf(api, request) },
		repeatable: true,
		answers: [404],
	});
	if (recordIn(body).success === false) {
		throw new Refusal(
			'Gumloop did not end the flow run',
			'End it in the browser, where the run is shown.',
		);
	}
}
