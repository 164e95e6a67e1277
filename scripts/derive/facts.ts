import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import type { ICredentialType } from 'n8n-workflow';
import type { Provider } from '../../nodes/shared/contract';
import { coded } from '../../nodes/shared/providers';
import { byRecipe } from '../../nodes/shared/recipes';
import { services } from '../../test/sandbox/services';
import type { Page } from '../../test/sandbox/serviceRecord';

/** The folder of package.json. */
export const ROOT = resolve(__dirname, '../..');

/** A credential type and where it stands. */
export interface CredentialFile {
	type: ICredentialType;
	/** In `credentials/`, without its ending. */
	name: string;
}

/** All that is known of one service. */
export interface ServiceFacts {
	provider: Provider;
	page: Page;
	/** In the order of its ways to sign in. */
	credentials: CredentialFile[];
}

/** Every service, by its name as people write it. @throws naming the file in which something is missing */
export function serviceFacts(): ServiceFacts[] {
	const files = credentialFiles();
	return Object.values(coded)
		.map((provider) => factsOf(provider, files))
		.sort((a, b) => a.provider.displayName.localeCompare(b.provider.displayName, 'en'));
}

function factsOf(provider: Provider, files: CredentialFile[]): ServiceFacts {
	const record = (services as Record<string, { page: Page } | undefined>)[provider.name];
	if (record === undefined) throw new Error(`test/sandbox/services/index.ts has no ${provider.name}`);
	const { page } = record;
	const credentials = provider.signIns.map(({ credential }) => {
		const file = files.find(({ type }) => type.name === credential);
		if (file === undefined) throw new Error(`No file in credentials/ has the type ${credential}`);
		return file;
	});
	for (const wrong of contradictions(provider, page)) {
		throw new Error(`test/sandbox/services/${provider.name}/page.ts: ${wrong}`);
	}
	return { provider, page, credentials };
}

/** What a page says that the provider's code does not. */
export function contradictions(
	provider: Pick<Provider, 'signIns' | 'cancel' | 'remove' | 'nothingToWaitFor'>,
	page: Page,
): string[] {
	const asked = provider.signIns.map(({ credential }) => credential);
	const explained = Object.keys(page.credentials);
	return [
		...asked.filter((name) => !explained.includes(name)).map((name) => `credentials lacks ${name}`),
		...explained.filter((name) => !asked.includes(name)).map((name) => `nobody signs in with ${name}`),
		...(page.cancels !== undefined && provider.cancel === undefined ? ['nothing can be cancelled'] : []),
		...(page.deletes !== undefined && provider.remove === undefined ? ['nothing can be deleted'] : []),
		...((page.waitsFor === undefined) === (provider.nothingToWaitFor === undefined)
			? ['either waitsFor is told here, or nothingToWaitFor by the provider']
			: []),
	];
}

/** The types that recipes share. They belong to no service of their own. */
export function sharedCredentials(): CredentialFile[] {
	const shared = new Set(
		Object.values(byRecipe).flatMap(({ signIns }) => signIns.map(({ credential }) => credential)),
	);
	return credentialFiles().filter(({ type }) => shared.has(type.name));
}

/** Every credential type of the source. */
export function credentialFiles(): CredentialFile[] {
	const load = createRequire(__filename);
	const ending = '.credentials.ts';
	return readdirSync(join(ROOT, 'credentials'))
		.filter((name) => name.endsWith(ending))
		.map((name) => {
			const exported = load(join(ROOT, 'credentials', name)) as Record<string, new () => ICredentialType>;
			const [Type] = Object.values(exported);
			return { type: new Type(), name: name.slice(0, -ending.length) };
		});
}
