import { dataFramerWorkflow, inLine, plainNode } from '../../scripts/n8n/lib/dataFramer';
import { behindWebhook, onSchedule, withCredentials, withOnly } from '../../scripts/n8n/lib/examples';

const packageName = 'n8n-nodes-archives';

function withBoth() {
	const nodes = ['unpack', 'downloadZip'].map((operation) =>
		plainNode(operation, `${packageName}.downloadArchive`, { operation }),
	);
	const workflow = inLine('both', [plainNode('Start', 'n8n-nodes-base.manualTrigger'), ...nodes]);
	const to = (node: string) => ({ node, type: 'main' as const, index: 0 });
	workflow.connections = { Start: { main: [[to('unpack'), to('downloadZip')]] } };
	return workflow;
}

describe('an example, started in another way', () => {
	it('keeps one of two downloads, and no connection to the other', () => {
		const only = withOnly(withBoth(), 'downloadZip');
		expect(only.nodes.map(({ name }) => name)).toEqual(['Start', 'downloadZip']);
		expect(only.connections.Start.main?.[0]?.map(({ node }) => node)).toEqual(['downloadZip']);
	});

	it.each([
		['schedule', () => onSchedule(withBoth()), 'n8n-nodes-base.scheduleTrigger'],
		['webhook', () => behindWebhook(withBoth(), 'file').workflow, 'n8n-nodes-base.webhook'],
	])('has a %s in place of its trigger, under the same name', (_way, make, type) => {
		expect(make().nodes[0]).toMatchObject({ name: 'Start', type });
	});

	it('leaves the workflow that it was made of as it is', () => {
		const workflow = withBoth();
		onSchedule(workflow);
		expect(workflow).toEqual(withBoth());
	});

	it('gets the stored credentials by their type', () => {
		const workflow = dataFramerWorkflow({ packageName, operation: 'unpack' });
		const stored = { id: '7', name: 'mine', type: 'dataFramerApi' };
		const filled = withCredentials(workflow, [stored]).nodes.flatMap(
			({ credentials }) => credentials?.dataFramerApi ?? [],
		);
		expect(filled).toEqual([1, 2, 3].map(() => ({ id: '7', name: 'mine' })));
	});
});
