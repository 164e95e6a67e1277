import { DATAFRAMER_RUNS } from '../../../test/sandbox';
import { archiveNode } from '../lib/archiveNode';
import { assert, type Checks } from '../lib/checks';
import { plainNode } from '../lib/dataFramer';
import { itemsOf } from '../lib/executions';
import { importWorkflow, runByHand } from '../lib/runs';
import { startToyModel, type ToolCall } from '../lib/toyModel';
import type { StoredCredential } from '../lib/credentials';
import type { Workbench } from '../lib/workbench';
import type { Workflow, WorkflowNode } from '../lib/workflow';
import { assertSucceeded } from './content';

const AGENT = '@n8n/n8n-nodes-langchain.agent';
const MODEL = '@n8n/n8n-nodes-langchain.lmChatOpenAi';

/** The nodes in the hands of an AI agent of n8n, whose model is a toy that calls every tool it was told to. */
export async function checkTools(bench: Workbench, checks: Checks): Promise<void> {
	const { session, sandbox } = bench;
	const paths = sandbox.files('dataFramer').map(({ path }) => path);
	const run = () => ({ run: DATAFRAMER_RUNS.ready });
	const handle = (before: string) => ({ handle: handleIn(before) });
	const table = sandbox.files('dataFramer').find(({ path }) => path.endsWith('.csv'));
	assert(table !== undefined, 'there is no table to read');
	const inTable = /[\w,]{10,}/.exec(table.bytes.toString())?.[0] ?? '';
	/** Title, tools, what the model calls, and what it has to be told at the end. */
	const cases: Array<[string, WorkflowNode[], ToolCall[], string[]]> = [
		[
			'one node',
			[
				tool(bench, 'Files', 'downloadArchive', {
					archiveFrom: 'new',
					operation: 'listFiles',
					...fromModel('run'),
				}),
			],
			[{ tool: 'Files', arguments: run }],
			paths,
		],
		[
			'list and read',
			[
				tool(bench, 'Files', 'downloadArchive', {
					archiveFrom: 'new',
					operation: 'listFiles',
					...fromModel('run'),
				}),
				tool(bench, 'Read', 'downloadArchive', {
					archiveFrom: 'new',
					operation: 'readFile',
					filePath: "={{ $fromAI('path', 'Path of the file', 'string') }}",
					characterLimit: 100,
					...fromModel('run'),
				}),
			],
			[
				{ tool: 'Files', arguments: run },
				{ tool: 'Read', arguments: () => ({ ...run(), path: table.path }) },
			],
			[inTable, 'nextOffset'],
		],
		[
			'three nodes',
			[
				tool(bench, 'Ask', 'createArchive', fromModel('run')),
				tool(bench, 'Wait', 'waitForArchive', { archive: "={{ $fromAI('handle', 'The handle', 'json') }}" }),
				tool(bench, 'Files', 'downloadArchive', {
					operation: 'listFiles',
					archive: "={{ $fromAI('handle', 'The handle', 'json') }}",
				}),
			],
			[
				{ tool: 'Ask', arguments: run },
				{ tool: 'Wait', arguments: handle },
				{ tool: 'Files', arguments: handle },
			],
			paths,
		],
	];
	for (const [title, tools, calls, expected] of cases) {
		await checks.run(`AI Agent, ${title} as tools`, 'by hand', async () => {
			const model = await startToyModel(calls);
			try {
				const credential = await session.post<StoredCredential>('/rest/credentials', {
					name: `Toy model (${title})`,
					type: 'openAiApi',
					data: { apiKey: 'toy', url: model.url },
				});
				const workflow = await importWorkflow(session, agentWith(tools, credential));
				const execution = await runByHand(session, workflow);
				assertSucceeded(execution);
				const said = String(itemsOf(execution, 'Agent')[0]?.json.output);
				const missing = expected.filter((words) => !said.includes(JSON.stringify(words).slice(1, -1)));
				assert(
					missing.length === 0,
					`the agent was not told of ${missing.join(', ')}: ${said.slice(0, 200)}`,
				);
				return `${calls.length} calls, told all of ${expected.length}`;
			} finally {
				await model.close();
				sandbox.reset();
			}
		});
	}
}

function fromModel(name: string): Record<string, unknown> {
	return { runId: { __rl: true, mode: 'id', value: `={{ $fromAI('${name}', 'ID of the run', 'string') }}` } };
}

function tool(
	bench: Workbench,
	name: string,
	type: 'createArchive' | 'waitForArchive' | 'downloadArchive',
	parameters: Record<string, unknown>,
): WorkflowNode {
	const node = archiveNode(bench, name, type, { toolDescription: name, ...parameters });
	return { ...node, type: `${node.type}Tool` };
}

function agentWith(tools: WorkflowNode[], credential: StoredCredential): Workflow {
	const start = plainNode('Start', 'n8n-nodes-base.manualTrigger');
	const agent = plainNode(
		'Agent',
		AGENT,
		{ promptType: 'define', text: 'Which files are there?', options: {} },
		2.2,
	);
	const model: WorkflowNode = {
		...plainNode('Model', MODEL, { model: { __rl: true, mode: 'id', value: 'toy' }, options: {} }, 1.2),
		credentials: { openAiApi: { id: credential.id, name: credential.name } },
	};
	const to = (type: 'main' | 'ai_languageModel' | 'ai_tool') => [[{ node: agent.name, type, index: 0 }]];
	return {
		name: 'An agent with archives',
		nodes: [start, agent, model, ...tools],
		connections: {
			[start.name]: { main: to('main') },
			[model.name]: { ai_languageModel: to('ai_languageModel') },
			...Object.fromEntries(tools.map(({ name }) => [name, { ai_tool: to('ai_tool') }])),
		},
	};
}

/** The handle in what a tool answered: an item of it, however deep n8n has put it. */
function handleIn(text: string): unknown {
	const found = (value: unknown): unknown => {
		if (typeof value === 'string' && /^\s*[[{]/.test(value)) return found(JSON.parse(value));
		if (typeof value !== 'object' || value === null) return undefined;
		if ('provider' in value && 'request' in value) return value;
		for (const inner of Object.values(value)) {
			const handle = found(inner);
			if (handle !== undefined) return handle;
		}
		return undefined;
	};
	return found(text);
}
