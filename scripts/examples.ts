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

/** Every importable workflow in `examples/`, by file name. */
export function exampleFiles(): Map<string, IWorkflowBase> {
	const names = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
	return new Map(
		names.sort().map((name) => [name, JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as IWorkflowBase]),
	);
}

/** The five that show one provider each. */
export function examples(): Example[] {
	const files = exampleFiles();
	return PROVIDERS.flatMap((provider) => {
		const workflow = files.get(`${provider}.json`);
		return workflow === undefined ? [] : [{ provider, title: workflow.name, workflow }];
	});
}
