/** The built package in n8n's engine: a hundred items, each an archive, in one node or in three. */
import { join } from 'node:path';
import { startEngine } from '../../../test/engine/engine';
import { itemsStep, line, type Step } from '../../../test/engine/workflow';
import { serveItems, type Came, type ItemsContender, type ItemsOrder } from '../items/serve';

const engine = startEngine();

const ours: ItemsContender = {
	async run(order: ItemsOrder): Promise<Came> {
		const { run, folder } = await engine;
		const items = Array.from({ length: order.archives }, (_, index) => ({ name: `archive-${index}.zip` }));
		const workflow = line(itemsStep(...items), ...stepsFor(order));
		const { error, runData } = (await run(workflow, order.server.credentials)).data.resultData;
		if (error !== undefined) throw new Error(`${error.message}: ${error.description ?? ''}`);
		const outputs = (runData.Download[0].data?.main[0] ?? []).map(({ json, binary, pairedItem }) => {
			const [, id] = (binary?.data.id ?? '').split(':');
			const { item } = pairedItem as { item: number };
			return { path: `${item}/${String(json.path)}`, file: join(folder, '.n8n', 'storage', id) };
		});
		return { outputs, refusal: null };
	},
};

function stepsFor({ scenario, way, atOnce, asking, server }: ItemsOrder): Step[] {
	const { parameters, credentials } = asking;
	const signIn = { authentication: parameters.authentication };
	const fetching = {
		hoodySource: 'remoteUrl',
		hoodyDirectory: server.demo.hoody.downloadFolder,
		hoodyUrl: server.demo.hoody.url,
	};
	const isFetch = scenario === 'hoodyFetch';
	const asked = { ...parameters, ...(isFetch ? fetching : {}) };
	const askedOptions = { archivesAtOnce: atOnce, ...(isFetch ? { hoodyFileName: '={{ $json.name }}' } : {}) };
	const step = (name: string, type: string, given: Step['parameters']): Step => ({
		name,
		type: `n8n-nodes-archives.${type}`,
		parameters: given,
		credentials,
	});
	if (way === 'one') {
		const given = { ...asked, archiveFrom: 'new', operation: 'unpack', options: askedOptions };
		return [step('Download', 'downloadArchive', given)];
	}
	return [
		step('Create', 'createArchive', { ...asked, options: askedOptions }),
		step('Wait', 'waitForArchive', signIn),
		step('Download', 'downloadArchive', {
			...signIn,
			operation: 'unpack',
			options: { archivesAtOnce: atOnce },
		}),
	];
}

void serveItems(ours);
