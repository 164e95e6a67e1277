import { DATAFRAMER_RUNS } from '../../../test/sandbox';
import { archiveNode } from '../lib/archiveNode';
import { assert, type Checks } from '../lib/checks';
import { plainNode, runField } from '../lib/dataFramer';
import { finishedExecution } from '../lib/executions';
import { importWorkflow } from '../lib/runs';
import type { Workbench } from '../lib/workbench';
import type { Workflow } from '../lib/workflow';
import { assertSucceeded } from '../checks/content';

const TOOL = 'Files of a run';
const AGENT = '@n8n/n8n-nodes-langchain.agent';

/**
 * Runs the node as a tool as the editor's "Execute step" does on one: n8n asks for what a model would fill in, and has its own
 * executor call the tool. No model is there.
 */
export async function checkToolAlone(bench: Workbench, checks: Checks): Promise<void> {
	const { session, sandbox } = bench;
	await checks.run('Download Archive as a tool', 'tool interface, no model', async () => {
		sandbox.reset();
		const stored = await importWorkflow(session, withTool(bench));
		const query = { [TOOL.replaceAll(' ', '_')]: { run: DATAFRAMER_RUNS.ready } };
		const { executionId } = await session.post<{ executionId: string }>(`/rest/workflows/${stored.id}/run`, {
			workflowData: stored,
			destinationNode: { nodeName: TOOL, mode: 'inclusive' },
			runData: {},
			startNodes: [],
			agentRequest: { query, tool: { name: '' } },
		});
		const execution = await finishedExecution(session, executionId);
		assertSucceeded(execution);
		const said = JSON.stringify(execution.runData);
		const paths = sandbox.files('dataFramer').map(({ path }) => path);
		const missing = paths.filter((path) => !said.includes(path));
		assert(missing.length === 0, `it does not name ${missing.join(', ')}`);
		return `one call, ${paths.length} files`;
	});
	sandbox.reset();
}

function withTool(bench: Workbench): Workflow {
	const asked = "={{ $fromAI('run', 'ID of the run', 'string') }}";
	const node = archiveNode(bench, TOOL, 'downloadArchive', {
		toolDescription: 'Lists the files of a run',
		archiveFrom: 'new',
		operation: 'listFiles',
		...runField(asked),
	});
	const start = plainNode('Start', 'n8n-nodes-base.manualTrigger');
	const agent = plainNode('Agent', AGENT, { promptType: 'define', text: 'Files?', options: {} }, 2.2);
	return {
		name: 'A tool without a model',
		nodes: [start, agent, { ...node, type: `${node.type}Tool` }],
		connections: {
			Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			[TOOL]: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		},
	};
}
