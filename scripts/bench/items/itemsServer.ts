/**
 * The sandbox with a latency, in a process of its own: `node itemsServer.js ARCHIVE`. Tells its parent where everything is.
 * Beside the services there is one address for whoever measures: `/begin/SCENARIO` sets the sandbox anew, `/asked` tells how
 * often it was asked since.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ORIGINS, PROVIDERS, startSandbox, type Demo, type OriginName } from '../../../test/sandbox';
import { credentialData } from '../../../test/sandbox/credentialData';
import { LATENCY, PACE, SCENARIOS } from './scenarios';

/** What a contender has to know of the sandbox. */
export interface ServerFacts {
	/** Where `/begin` and `/asked` are. */
	control: string;
	origins: Record<OriginName, string>;
	/** What a person types into each credential type. */
	credentials: ReturnType<typeof credentialData>;
	/** A token that Box takes as it is. */
	boxToken: string;
	demo: Omit<Demo, 'files'>;
}

/** What was asked of the sandbox. */
export interface Asked {
	requests: number;
	/** Answers with status 429. */
	tooMany: number;
}

async function main(): Promise<void> {
	const archive = await readFile(process.argv[2]);
	const sandbox = await startSandbox({ pace: PACE, latency: LATENCY });
	const begin = (name: string): void => {
		sandbox.reset();
		for (const provider of PROVIDERS) sandbox.serve(provider, archive);
		SCENARIOS.find((scenario) => scenario.name === name)?.behave(sandbox);
	};
	const asked = (): Asked => ({
		requests: sandbox.requests.length,
		tooMany: sandbox.requests.filter(({ status }) => status === 429).length,
	});
	const control = createServer(({ url = '' }, response) => {
		if (url.startsWith('/begin/')) begin(url.slice('/begin/'.length));
		response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(asked()));
	});
	control.listen(0, '127.0.0.1', () => {
		const facts: ServerFacts = {
			control: `http://127.0.0.1:${(control.address() as AddressInfo).port}`,
			origins: Object.fromEntries(
				ORIGINS.map((name) => [name, sandbox.origin(name)]),
			) as ServerFacts['origins'],
			credentials: credentialData(sandbox),
			boxToken: sandbox.credentials.box.developerToken,
			demo: Object.fromEntries(PROVIDERS.map((name) => [name, sandbox.demo[name]])) as ServerFacts['demo'],
		};
		process.send?.(facts);
	});
}

process.on('disconnect', () => process.exit());
void main();
