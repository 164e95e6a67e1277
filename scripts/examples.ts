import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { IWorkflowBase } from 'n8n-workflow';

const FOLDER = resolve(__dirname, '../examples');
const PROVIDERS = ['alfresco', 'box', 'dataFramer', 'gumloop', 'hoody'] as const;

/** A workflow of `examples/` that shows one provider from the first node to the last. */
export interface Example {
	provider: (typeof PROVIDERS)[number];
	title: string;
	workflow: IWorkflowBase;
}

/** Where examples fetch files from. Nobody is there. */
const FILE_SERVER = 'https://files.example.com';

/**
 * Every importable workflow in `examples/`, by file name.
 * @param fileServer origin to fetch files from instead: who runs the examples has a server of their own
 */
export function exampleFiles(fileServer = FILE_SERVER): Map<string, IWorkflowBase> {
	const names = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
	const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8').replaceAll(FILE_SERVER, fileServer);
	return new Map(names.sort().map((name) => [name, JSON.parse(read(name)) as IWorkflowBase]));
}

/** The five that show one provider each. */
export function examples(): Example[] {
	const files = exampleFiles();
	return PROVIDERS.flatMap((provider) => {
		const workflow = files.get(`${provider}.json`);
		return workflow === undefined ? [] : [{ provider, title: workflow.name, workflow }];
	});
}
