import type { ArchiveJob } from '../../contract';
import { recordIn } from '../../base/untrusted';
import { Refusal } from '../../base/refusal';
import { ownerOf } from './owner';
import type { GumloopRequest } from './request';

/** Ends the flow run, and the runs that it has started. One that is not known needs no ending. @throws Refusal */
export async function cancel({ api, request }: ArchiveJob<GumloopRequest>): Promise<void> {
	const { body } = await api.json({
		method: 'POST',
		path: '/kill_pipeline',
		body: { run_id: request.runId, ...ownerOf(api, request) },
		repeatable: true,
		answers: [404],
	});
	if (recordIn(body).success === false) {
		throw new Refusal('Gumloop did not end the flow run', 'End it in the browser, where the run is shown.');
	}
}
