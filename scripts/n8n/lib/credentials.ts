import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ICredentialType } from 'n8n-workflow';
import { packageRoot, readManifest } from './pack';
import type { RestSession } from './rest';

/** A credential that n8n has stored. */
export interface StoredCredential {
	id: string;
	name: string;
	type: string;
}

/** What a person would type into a credential, by the credential type's name. */
export type CredentialValues = Record<string, Record<string, unknown> | undefined>;

/** Every credential type that package.json names, read from the built package. */
export function credentialTypes(root = packageRoot): ICredentialType[] {
	const load = createRequire(join(root, 'package.json'));
	return readManifest(root).n8n.credentials.flatMap((file) => {
		const exported = Object.values(load(join(root, file)) as Record<string, new () => ICredentialType>);
		return exported.map((Type) => new Type());
	});
}

/** Stores a credential, and where it is an OAuth2 one that needs a person's consent, signs in as that person would. */
export async function createCredential(
	session: RestSession,
	type: ICredentialType,
	data: Record<string, unknown>,
	named = `${type.displayName} (sandbox)`,
): Promise<StoredCredential> {
	const { id, name } = await session.post<StoredCredential>('/rest/credentials', {
		name: named,
		type: type.name,
		data,
	});
	if (needsConsent(type, data)) await consent(session, id);
	return { id, name, type: type.name };
}

/** Runs the credential's own test request, as the editor does on Save. @throws with n8n's message when it is refused. */
export async function testCredential(
	session: RestSession,
	{ id, name, type }: StoredCredential,
	data: Record<string, unknown>,
): Promise<string> {
	const credentials = { id, name, type, data };
	const { status, message } = await session.post<{ status: string; message: string }>(
		'/rest/credentials/test',
		{ credentials },
	);
	if (status !== 'OK') throw new Error(message);
	return message;
}

function needsConsent(type: ICredentialType, data: Record<string, unknown>): boolean {
	if (!type.extends?.includes('oAuth2Api')) return false;
	const preset = type.properties.find((property) => property.name === 'grantType')?.default;
	return (data.grantType ?? preset) !== 'clientCredentials';
}

/** The three steps of "Connect my account": n8n's link, the service's consent page, the way back into n8n. */
async function consent(session: RestSession, id: string): Promise<void> {
	const link = await session.get<string>(`/rest/oauth2-credential/auth?id=${id}`);
	const page = await fetch(link, { redirect: 'manual', signal: AbortSignal.timeout(30_000) });
	const back = page.headers.get('location');
	if (!back) throw new Error(`The consent page answered ${page.status} and led nowhere`);
	const { pathname, search } = new URL(back);
	const answer = await (await session.raw('GET', pathname + search)).text();
	if (!/successful/i.test(answer)) throw new Error('n8n did not accept the way back from the consent page');
}
