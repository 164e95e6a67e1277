import { bigZip, type BigZip } from './bigZip';
import { ONE_FILE, startBigServer, type BigServer } from './bigServer';
import { assert } from './checks';
import { createCredential, credentialTypes } from './credentials';
import { dataFramerCredentials, dataFramerWorkflow, inLine, plainNode } from './dataFramer';
import type { Workbench } from './workbench';
import type { Workflow, WorkflowNode } from './workflow';

const FILES = 16;
const FILE_BYTES = 64 * 1024 * 1024;

/**
 * Every question costs n8n one or two megabytes of objects (the session, its rights, the execution, all out of SQLite). Asked five
 * times a second, as the other checks do, those were most of what was measured.
 */
export const RARELY = { timeout: 300_000, every: 2000 };

/** An archive of 1 GiB, and a service that sends it. */
export interface Gigabyte {
	zip: BigZip;
	server: BigServer;
	/** The same archive with a thousandth of the bytes, for what the first run of a node costs. */
	small: BigServer;
	close(): Promise<void>;
}

/** Makes it and starts its services. */
export async function startGigabyte(): Promise<Gigabyte> {
	const zip = bigZip(FILES, FILE_BYTES);
	const server = await startBigServer(zip);
	const small = await startBigServer(bigZip(FILES, FILE_BYTES / 1024));
	return {
		zip,
		server,
		small,
		close: async () => {
			await Promise.all([server.close(), small.close()]);
		},
	};
}

/** A workflow of ours that unpacks what a service sends. */
export async function unpacking(
	{ session, packageName }: Pick<Workbench, 'packageName' | 'session'>,
	server: BigServer,
): Promise<Workflow> {
	const type = credentialTypes().find(({ name }) => name === 'dataFramerApi');
	assert(type !== undefined, 'the package has no credential dataFramerApi');
	const credential = await createCredential(
		session,
		type,
		dataFramerCredentials(server.origin).dataFramerApi,
	);
	return dataFramerWorkflow({ packageName, operation: 'unpack', credential });
}

/** n8n's own node, which stores what is at an address. */
export function fetching(url: string): WorkflowNode {
	const response = { options: { response: { response: { responseFormat: 'file' } } } };
	return plainNode('Fetch', 'n8n-nodes-base.httpRequest', { url, ...response }, 4.2);
}

/** A workflow in which n8n's own node stores as many bytes as ours unpacks: what that alone costs others. */
export function storing({ origin }: BigServer): Workflow {
	return inLine('HTTP Request', [
		plainNode('Start', 'n8n-nodes-base.manualTrigger'),
		fetching(`${origin}${ONE_FILE}`),
	]);
}
