import type { BigServer } from './bigServer';
import { createCredential, credentialTypes } from './credentials';
import { dataFramerCredentials, dataFramerWorkflow, type DataFramerOptions } from './dataFramer';
import { behindWebhook } from './examples';
import type { Queue } from './queue';
import type { RestSession } from './rest';
import { activate, importWorkflow } from './runs';
import { until } from './until';

/** A running queue with an owner signed in at its main. */
export interface QueueBench {
	queue: Queue;
	session: RestSession;
	packageName: string;
}

/** A workflow behind a webhook whose address answers already. */
export interface LiveWebhook {
	workflowId: string;
	/** Calls it once. */
	call(): Promise<Response>;
}

/** Puts Create, Wait and Download for `server` behind a webhook that answers with the last node's items. */
export async function liveWebhook(
	{ session, packageName }: QueueBench,
	server: BigServer,
	options: Pick<DataFramerOptions, 'operation' | 'wait'>,
): Promise<LiveWebhook> {
	const type = credentialTypes().find(({ name }) => name === 'dataFramerApi');
	if (!type) throw new Error('The package has no credential dataFramerApi');
	const credential = await createCredential(
		session,
		type,
		dataFramerCredentials(server.origin).dataFramerApi,
	);
	const hook = behindWebhook(dataFramerWorkflow({ packageName, credential, ...options }), 'items');
	const stored = await importWorkflow(session, hook.workflow);
	await activate(session, stored);
	const address = `${session.origin}/webhook/${hook.path}`;
	// An OPTIONS request tells whether the webhook is live without starting anything.
	await until('the webhook to be live', { timeout: 20_000 }, async () => {
		const headers = { origin: session.origin };
		const answer = await fetch(address, { method: 'OPTIONS', headers, signal: AbortSignal.timeout(5_000) });
		return answer.headers.get('access-control-allow-methods')?.includes('GET') ? true : undefined;
	});
	return {
		workflowId: stored.id,
		call: async () => await fetch(address, { signal: AbortSignal.timeout(180_000) }),
	};
}
