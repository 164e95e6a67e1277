import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startAbroad, type Abroad } from '../../attacks/abroadServer';
import { piecesOf } from '../../../test/leaks/forms';
import { SHORTEST } from '../../../test/leaks/search';
import { DATAFRAMER_RUNS } from '../../../test/sandbox';
import { archiveNode } from '../lib/archiveNode';
import { assert, type Checks } from '../lib/checks';
import { credentialTypes, testCredential, type StoredCredential } from '../lib/credentials';
import { inLine, plainNode, runField } from '../lib/dataFramer';
import { importWorkflow, runByHand } from '../lib/runs';
import { typedValues, type Workbench } from '../lib/workbench';
import { assertSucceeded } from './content';

/** A server that sends everybody elsewhere. */
interface Turnstile {
	origin: string;
	/** How many came, and how many of them came to where they were sent. */
	asked: number;
	arrived: number;
	close(): void;
}

const MOVED = '/moved-here';

/**
 * Credentials whose address redirects. Their tests send nothing of the secret anywhere else, and say what is wrong; the nodes
 * follow a redirect where it stays on the same origin.
 */
export async function checkRedirects(bench: Workbench, checks: Checks): Promise<void> {
	const { session, sandbox, credentials } = bench;
	// It answers as if all were well: a test that followed would pass.
	const abroad = await startAbroad(200);
	const away = await startTurnstile((url) => `${abroad.origin}${url}`);
	const within = await startTurnstile((url) => `${MOVED}${url}`);
	for (const credential of credentials) {
		await checks.run(credential.name, 'test, redirected to another origin', async () => {
			const { said, secrets } = await refused(bench, credential, away);
			const leaked = secrets.filter((secret) => found(secret, abroad));
			assert(leaked.length === 0, `${leaked.length} secrets went to the other origin`);
			const signedIn = abroad.seen.filter(({ text }) => /^(?:authorization|cookie)$/im.test(text));
			assert(signedIn.length === 0, 'a sign-in went to the other origin');
			return `${abroad.seen.length} requests there; "${said.slice(0, 60)}"`;
		});
		await checks.run(credential.name, 'test, redirected on the same origin', async () => {
			const { said } = await refused(bench, credential, within);
			return `${within.arrived} requests there; "${said.slice(0, 60)}"`;
		});
		abroad.seen.length = 0;
		within.arrived = 0;
	}
	await checks.run('DataFramer, redirected on the same origin', 'by hand', async () => {
		sandbox.reset();
		const path = `/api/dataframer/runs/${DATAFRAMER_RUNS.ready}/files/download/`;
		sandbox.scenario('dataFramer', 'redirect', { to: `${path}?again`, match: /\/download\/$/ });
		const workflow = inLine('Redirected', [
			plainNode('Start', 'n8n-nodes-base.manualTrigger'),
			archiveNode(bench, 'Create', 'createArchive', runField(DATAFRAMER_RUNS.ready)),
		]);
		assertSucceeded(await runByHand(session, await importWorkflow(session, workflow)));
		const [, second] = sandbox.requests;
		assert(second?.url === `${path}?again`, 'the redirect was not followed');
		assert(second.headers.authorization !== undefined, 'the credential did not go with it');
		sandbox.reset();
		return 'followed, with the credential';
	});
	for (const server of [abroad, away, within]) server.close();
}

/** Tests a credential whose address is that of the turnstile. @throws when it passes, or does not say why it does not */
async function refused(
	{ session, sandbox }: Workbench,
	stored: StoredCredential,
	turnstile: Turnstile,
): Promise<{ said: string; secrets: string[] }> {
	const data = typedValues(sandbox)[stored.type] ?? {};
	const own = new URL(String(data.baseUrl));
	const baseUrl = `${turnstile.origin}${own.pathname.replace(/\/$/, '')}`;
	const before = turnstile.asked;
	const said = await testCredential(session, stored, { ...data, baseUrl }).then(
		() => null,
		(cause: unknown) => (cause instanceof Error ? cause.message : String(cause)),
	);
	assert(turnstile.asked > before, 'the address was never asked');
	assert(said !== null, 'the test passes');
	assert(/redirects\b.*another/i.test(said), `it says only: "${said}"`);
	const fields = credentialTypes().find(({ name }) => name === stored.type)?.properties ?? [];
	const secrets = fields
		.filter(({ name, typeOptions }) => typeOptions?.password === true && name !== 'baseUrl')
		.map(({ name }) => String(data[name] ?? ''))
		.filter((text) => text.length >= SHORTEST);
	return { said, secrets };
}

function found(secret: string, { seen }: Abroad): boolean {
	const pieces = piecesOf(secret).flatMap(([, all]) => all);
	return seen.some(({ text }) => pieces.some((piece) => text.includes(piece)));
}

/** Sends a GET on with 302, and what has a body with 307, which would send that body along. */
async function startTurnstile(to: (url: string) => string): Promise<Turnstile> {
	const http = createServer((request, response) => {
		const { url = '/', method } = request;
		if (url.startsWith(MOVED)) {
			turnstile.arrived += 1;
			response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
			return;
		}
		turnstile.asked += 1;
		response.writeHead(method === 'GET' ? 302 : 307, { location: to(url) }).end();
	});
	await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
	const turnstile: Turnstile = {
		origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
		asked: 0,
		arrived: 0,
		close: () => {
			http.closeAllConnections();
			http.close();
		},
	};
	return turnstile;
}
