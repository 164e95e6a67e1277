import { createServer } from 'node:http';
import { listening } from '../gallery/local';
import { testCredential, type StoredCredential } from '../lib/credentials';
import { sharedCredentials } from '../lib/sharedCredentials';
import { typedValues, type Workbench } from '../lib/workbench';

type Data = Record<string, unknown>;

/** Something that people type wrong. */
interface Slip {
	kind: string;
	/** What was typed then, given what is right. */
	typed(data: Data): Data;
	/** What the words must be about. */
	says: RegExp;
}

/** A credential, and what can be wrong in it. */
interface Case {
	type: string;
	slips: Slip[];
}

/** What a test said. */
export interface Said {
	credential: string;
	kind: string;
	said: string;
	wrong: boolean;
}

/** What n8n shows where no answer came: the network's own code. No package can put other words there. */
const CODE = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ERR_INVALID_URL)$/;
/** Where a token is fetched first, the words are ours. */
const NO_ADDRESS = /^ERR_INVALID_URL$|address .*is not usable/;
const ALFRESCO = /Alfresco did not accept the sign-in/;
const BOX = /Box did not accept the sign-in/;
const GUMLOOP = /Gumloop did not accept the sign-in|Gumloop does not let/;
const GATE = /The gate of the container did not accept/;
const SERVICE = /The service did not accept the sign-in/;
/** Three words in a row: a code or a status is none. */
const WORDS = /[a-z]+ [a-z]+ [a-z]+/i;

/**
 * Types eight kinds of wrong input into a credential of each service, and has n8n test it by the call that its dialog makes: the
 * dialog shows this answer as it is.
 */
export async function checkWrongInput(bench: Workbench): Promise<Said[]> {
	const elsewhere = await startElsewhere();
	const typed = typedValues(bench.sandbox);
	const shared = sharedCredentials(bench.sandbox);
	const all: Said[] = [];
	for (const { type, slips } of cases(elsewhere.origin)) {
		const data = typed[type];
		const stored = bench.credentials.find((one) => one.type === type);
		if (data === undefined || stored === undefined) throw new Error(`There is no credential ${type}`);
		bench.sandbox.askFor(shared[type]?.like ?? type);
		for (const { kind, typed: slip, says } of slips) {
			const said = await saidOf(bench, stored, slip(data));
			const wrong = !says.test(said) || !(CODE.test(said) || WORDS.test(said));
			all.push({ credential: type, kind, said, wrong });
		}
	}
	bench.sandbox.reset();
	await elsewhere.close();
	return all;
}

async function saidOf({ session }: Workbench, stored: StoredCredential, data: Data): Promise<string> {
	return await testCredential(session, stored, data).then(
		(message) => `passes: ${message}`,
		(error: unknown) => (error instanceof Error ? error.message : String(error)),
	);
}

/** Those that a person fills in: of OAuth2 credentials the secrets come from the service itself, by its own page. */
function cases(elsewhere: string): Case[] {
	const service = (signIn: RegExp, secret: string) => [...secrets(secret, signIn), ...addresses(elsewhere)];
	const alfresco = [...service(ALFRESCO, 'password'), other('user', ALFRESCO)];
	return [
		{ type: 'alfrescoBasicApi', slips: alfresco },
		{ type: 'alfrescoTicketApi', slips: alfresco },
		{
			type: 'boxClientCredentialsApi',
			slips: [...service(BOX, 'clientSecret'), other('clientId', BOX), other('subjectId', BOX)],
		},
		{ type: 'dataFramerApi', slips: service(/DataFramer did not accept the API key/, 'apiKey') },
		{ type: 'gumloopApi', slips: [...service(GUMLOOP, 'apiKey'), other('userId', GUMLOOP)] },
		{
			type: 'gumloopTeamApi',
			slips: [...service(GUMLOOP, 'apiKey'), other('projectId', /Project ID/), other('userId', GUMLOOP)],
		},
		{ type: 'hoodyApi', slips: addresses(elsewhere) },
		{ type: 'hoodyBasicAuthApi', slips: [...service(GATE, 'password'), other('user', GATE)] },
		{ type: 'hoodyBearerApi', slips: service(GATE, 'token') },
		{ type: 'hoodyHeaderAuthApi', slips: [...service(GATE, 'headerSecret'), other('headerName', GATE)] },
		{ type: 'archiveServiceApi', slips: addresses(elsewhere) },
		{
			type: 'archiveServiceBasicApi',
			slips: [...service(SERVICE, 'password'), other('user', SERVICE)],
		},
		{ type: 'archiveServiceBearerApi', slips: service(SERVICE, 'token') },
		{
			type: 'archiveServiceHeaderApi',
			slips: [...service(SERVICE, 'headerSecret'), other('headerName', SERVICE)],
		},
	];
}

/** Wrong secrets: another one, one that was cut off while it was copied, none. */
function secrets(field: string, says: RegExp): Slip[] {
	return [
		{ kind: `another ${field}`, typed: (data) => ({ ...data, [field]: `x${String(data[field])}` }), says },
		{
			kind: `${field} cut off`,
			typed: (data) => ({ ...data, [field]: String(data[field]).slice(0, -3) }),
			says,
		},
		{ kind: `no ${field}`, typed: (data) => ({ ...data, [field]: '' }), says },
	];
}

function other(field: string, says: RegExp): Slip {
	return {
		kind: `another ${field}`,
		typed: (data) => ({ ...data, [field]: `${String(data[field])}9` }),
		says,
	};
}

/** Wrong addresses: those of another page, of somebody else, of nobody, and what is none. */
function addresses(elsewhere: string): Slip[] {
	const at = (kind: string, address: (right: string) => string, says: RegExp): Slip => ({
		kind,
		typed: (data) => ({ ...data, baseUrl: address(String(data.baseUrl)) }),
		says,
	});
	return [
		at('a path too many', (right) => `${right}/wrong/path`, /address/i),
		at('an address that redirects', () => `${elsewhere}/redirects`, /redirects/),
		at('the address of a web page', () => `${elsewhere}/page`, /address/i),
		at('a proxy that reaches nobody', () => `${elsewhere}/proxy`, /proxy/),
		at('a port where nobody is', () => 'http://127.0.0.1:9', CODE),
		at('a host that nobody has', () => 'http://nobody.invalid', CODE),
		at('http:// left out', (right) => right.replace(/^.*:\/\//, ''), NO_ADDRESS),
		at('no address', () => 'documents', NO_ADDRESS),
	];
}

/** Where people end up with a wrong address. */
async function startElsewhere(): Promise<{ origin: string; close(): Promise<void> }> {
	const http = createServer((request, response) => {
		const [, first] = (request.url ?? '').split('/');
		if (first === 'redirects') return response.writeHead(301, { location: '/page' }).end();
		if (first === 'proxy') return response.writeHead(502).end('Bad Gateway');
		return response
			.writeHead(200, { 'content-type': 'text/html' })
			.end('<!DOCTYPE html><title>Sign in</title><h1>Please sign in</h1>');
	});
	const { port, close } = await listening(http);
	return { origin: `http://127.0.0.1:${port}`, close };
}
