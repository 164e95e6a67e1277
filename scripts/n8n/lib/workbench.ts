import { startSandbox, type Sandbox } from '../../../test/sandbox';
import { credentialData } from '../../../test/sandbox/credentialData';
import type { ICredentialType } from 'n8n-workflow';
import type { Checks } from './checks';
import { createCredential, credentialTypes, testCredential, type StoredCredential } from './credentials';
import { scratchFolder } from './folders';
import { NOT_TRIED, sharedCredentials } from './sharedCredentials';
import type { Installed } from './install';
import { startInstance, type Instance } from './instance';
import { packPackage, readManifest } from './pack';
import { RestSession } from './rest';

/** A real n8n with the packed package, the sandbox beside it, and an owner signed in. */
export interface Workbench {
	packageName: string;
	tarball: string;
	folder: string;
	sandbox: Sandbox;
	instance: Instance;
	session: RestSession;
	/** Filled by `createCredentials`. */
	credentials: StoredCredential[];
}

/** Packs the package, and starts the sandbox and n8n. Everything ends with this program. */
export async function openWorkbench(installed: Installed, pace?: number): Promise<Workbench> {
	const folder = scratchFolder('n8n');
	const [sandbox, tarball] = await Promise.all([startSandbox({ pace }), packPackage(folder)]);
	const instance = await startInstance({ installed, tarballs: [tarball], folder });
	const session = await RestSession.open(instance.origin);
	return { packageName: readManifest().name, tarball, folder, sandbox, instance, session, credentials: [] };
}

/** Creates every credential of the package with the sandbox's secrets, and runs each one's test. */
export async function createCredentials(bench: Workbench, checks?: Checks): Promise<void> {
	const values = typedValues(bench.sandbox);
	const shared = sharedCredentials(bench.sandbox);
	for (const type of credentialTypes()) {
		if (NOT_TRIED[type.name] !== undefined) {
			if (checks) console.log(`${type.displayName} is not tried: ${NOT_TRIED[type.name]}.`);
			continue;
		}
		const create = async () => {
			const data = values[type.name];
			if (!data) throw new Error(`The sandbox has no values for the credential ${type.name}`);
			const stored = await createCredential(bench.session, type, data);
			bench.credentials.push(stored);
			bench.sandbox.askFor(shared[type.name]?.like ?? type.name);
			const said = await testCredential(bench.session, stored, data);
			await refusesWrongSecrets(bench.session, stored, type, data);
			return said;
		};
		if (checks) await checks.run(type.displayName, 'credential test', create);
		else await create();
	}
	bench.sandbox.reset();
}

/** What a person would type into each credential of the package to reach the sandbox, by the credential type's name. */
export function typedValues(sandbox: Sandbox): Record<string, Record<string, unknown> | undefined> {
	const shared = Object.entries(sharedCredentials(sandbox)).map(([type, one]) => [type, one?.data]);
	return { ...Object.fromEntries(shared), ...credentialData(sandbox) } as Record<
		string,
		Record<string, unknown> | undefined
	>;
}

/** A test that every secret passes would be no test. Tokens that came by consent are not typed, so not tried. */
async function refusesWrongSecrets(
	session: RestSession,
	stored: StoredCredential,
	type: ICredentialType,
	data: Record<string, unknown>,
): Promise<void> {
	const secrets = type.properties.filter(({ typeOptions, name }) => typeOptions?.password && name in data);
	if (secrets.length === 0 || type.extends?.includes('oAuth2Api')) return;
	const wrong = Object.fromEntries(secrets.map(({ name }) => [name, `wrong${String(data[name])}`]));
	const accepted = await testCredential(session, stored, { ...data, ...wrong }).then(
		() => true,
		() => false,
	);
	if (accepted) throw new Error('a wrong secret passes its test too');
}
