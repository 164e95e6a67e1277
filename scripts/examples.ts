import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { IWorkflowBase } from 'n8n-workflow';
import { PROVIDERS, type ProviderName } from '../test/sandbox';

const FOLDER = resolve(__dirname, '../examples');

/** A workflow of `examples/` that shows one provider from the first node to the last. */
export interface Example {
	provider: ProviderName;
	title: string;
	workflow: IWorkflowBase;
}

/** Where examples fetch files from. Nobody is there. */
const FILE_SERVER = 'https://files.example.com';

/**
 * Every importable workflow in `examples/`, by file name.
 * @param fileServer origin to fetch files from instead: who runs the examples has a server of their own
 * @param folder where else they lie: the examples of a release
 */
export function exampleFiles(fileServer = FILE_SERVER, folder = FOLDER): Map<string, IWorkflowBase> {
	const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
	const read = (name: string) => readFileSync(join(folder, name), 'utf8').replaceAll(FILE_SERVER, fileServer);
	return new Map(names.sort().map((name) => [name, JSON.parse(read(name)) as IWorkflowBase]));
}

/** Those that show one provider each, called after it. @throws when a provider has none */
export function examples(): Example[] {
	const files = exampleFiles();
	return PROVIDERS.map((provider) => {
		const workflow = files.get(`${provider}.json`);
		if (workflow === undefined) throw new Error(`examples/${provider}.json is missing`);
		return { provider, title: workflow.name, workflow };
	});
}
