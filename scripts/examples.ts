import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { INode, INodeParameters, IWorkflowBase } from 'n8n-workflow';
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

/** What the gallery shows, in its order: files of `examples/`, without their ending. */
const GALLERY = [
	'one-node',
	'gallery/nightly-backup-to-s3',
	'gallery/zip-as-web-answer',
	'zip-from-webhook',
	'gallery/run-to-spreadsheet',
	'gallery/outputs-by-mail',
	'gallery/case-file',
	'gallery/hours-long-loop',
	'gallery/error-branch-with-alert',
	'gallery/agent-tool',
	'gallery/service-by-fields',
] as const;

/** A workflow of the gallery: what one can do with the nodes together with others. */
export interface Shown {
	/** A word that its pictures are called by. */
	name: string;
	/** Its path below `examples/`. */
	file: string;
	workflow: IWorkflowBase;
	/** What its note says, without the heading. */
	note: string;
}

/** The gallery, from first to last. @param folder where else the examples lie */
export function gallery(folder = FOLDER): Shown[] {
	return GALLERY.map((path) => {
		const workflow = JSON.parse(readFileSync(join(folder, `${path}.json`), 'utf8')) as IWorkflowBase;
		const content = workflow.nodes.find(({ type }) => type.endsWith('.stickyNote'))?.parameters.content;
		const note = String(content ?? '').replace(/^## .*\n/, '');
		return { name: basename(path), file: `${path}.json`, workflow, note };
	});
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

/**
 * The same in one node: what Create Archive is told goes to a Download Archive that asks for the archive itself, and in a
 * second one the whole ZIP is fetched and, from its binary field, unpacked again.
 * @param options entries of Options beside those of Create Archive
 */
export function inOneNode(workflow: IWorkflowBase, options: INodeParameters = {}): IWorkflowBase {
	const create = workflow.nodes.find(({ type }) => type.endsWith('.createArchive'));
	const start = workflow.nodes.find(({ type }) => type.endsWith('Trigger'));
	if (create === undefined || start === undefined)
		throw new Error(`The workflow "${workflow.name}" has no beginning`);
	const type = create.type.replace('createArchive', 'downloadArchive');
	const all = { ...(create.parameters.options as INodeParameters | undefined), ...options };
	const asking = (name: string, operation: string): INode => ({
		...create,
		id: name,
		name,
		type,
		parameters: { ...create.parameters, archiveFrom: 'new', operation, options: all },
	});
	const again: INode = {
		...create,
		credentials: undefined,
		id: 'again',
		name: 'Unpack ZIP',
		type,
		parameters: { archiveFrom: 'binary', operation: 'unpack' },
	};
	const to = (...names: string[]) => ({
		main: [names.map((node) => ({ node, type: 'main' as const, index: 0 }))],
	});
	return {
		...workflow,
		name: `${workflow.name}, in one node`,
		nodes: [start, asking('Unpack', 'unpack'), asking('Download ZIP', 'downloadZip'), again],
		connections: { [start.name]: to('Unpack', 'Download ZIP'), 'Download ZIP': to('Unpack ZIP') },
	};
}
