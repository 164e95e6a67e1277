import { parse } from 'flatted';
import type { RestSession } from './rest';
import { until, type Patience } from './until';

/** One item that a node gave. */
export interface Item {
	json: Record<string, unknown>;
	binary?: Record<string, Binary>;
	pairedItem?: unknown;
}

export interface Binary {
	id?: string;
	data: string;
	fileName?: string;
	mimeType: string;
	bytes?: number;
	fileSize?: string;
}

/** What n8n kept of one run of one node. */
export interface NodeRun {
	executionTime: number;
	executionStatus?: string;
	error?: Told;
	hints?: Array<{ message: string; type?: string }>;
	data?: { main: Array<Item[] | null> };
}

export interface Told {
	name?: string;
	message: string;
	description?: string | null;
	httpCode?: string | null;
}

/** A finished execution. */
export interface Execution {
	id: string;
	status: string;
	mode: string;
	runData: Record<string, NodeRun[]>;
	error?: Told;
	lastNode?: string;
	/** What the workflow noted of its own. */
	customData?: Record<string, string>;
}

interface Stored {
	id: string;
	status: string;
	mode: string;
	data: string;
	customData?: Record<string, string>;
}

const OVER = new Set(['success', 'error', 'crashed', 'canceled']);

/** The execution as it stands. */
export async function readExecution(session: RestSession, id: string): Promise<Execution> {
	const { status, mode, data, customData } = await session.get<Stored>(`/rest/executions/${id}`);
	const result = (parse(data) as { resultData?: Partial<Execution> & { lastNodeExecuted?: string } })
		.resultData;
	const { runData = {}, error, lastNodeExecuted } = result ?? {};
	return { id, status, mode, runData, error, lastNode: lastNodeExecuted, customData };
}

/** Waits until the execution is over, however it ended. */
export async function finishedExecution(
	session: RestSession,
	id: string,
	{ timeout = 120_000, every = 200 }: Partial<Patience> = {},
): Promise<Execution> {
	return await until(`execution ${id} to end`, { timeout, every }, async () => {
		const execution = await readExecution(session, id);
		return OVER.has(execution.status) ? execution : undefined;
	});
}

/** Ids and states of a workflow's executions, youngest first. */
export async function executionsOf(session: RestSession, workflowId: string): Promise<Stored[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const page = await session.get<{ results: Stored[] }>(`/rest/executions?limit=100&filter=${filter}`);
	return page.results;
}

/** All items of one output of a node's last run. */
export function itemsOf(execution: Execution, node: string, output = 0): Item[] {
	return execution.runData[node]?.at(-1)?.data?.main[output] ?? [];
}

/** The bytes of a binary field, fetched as the editor's Download button does. */
export async function bytesOf(session: RestSession, binary: Binary): Promise<Buffer> {
	if (!binary.id) return Buffer.from(binary.data, 'base64');
	const path = `/rest/binary-data?id=${encodeURIComponent(binary.id)}&action=download`;
	return Buffer.from(await (await session.raw('GET', path)).arrayBuffer());
}
