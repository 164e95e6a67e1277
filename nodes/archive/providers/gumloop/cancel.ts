import type { ArchiveHandle } from '../../contract';
import { factsIn } from '../../facts';
import type { Api } from '../../http/api';
import { ServiceRefusal } from '../../http/refusal';
import { ownerOf } from './owner';
import { parseRequest } from './request';

/** Ends the flow run, and the runs that it has started. One that is not known needs no ending. @throws ServiceRefusal */
export async function cancel(api: Api, handle: ArchiveHandle): Promise<void> {
	const request = parseRequest(handle.request);
	const { body } = await api.json({
		method: 'POST',
		path: '/kill_pipeline',
		body: { run_id: request.runId, ...ownerOf(api, request) },
		repeatable: true,
		answers: [404],
	});
	if (factsIn(body).success === false) {
		throw new ServiceRefusal(
			'Gumloop did not end the flow run',
			'End it in the browser, where the run is shown.',
		);
	}
}
