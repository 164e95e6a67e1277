import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a model is asked, as far as the toy reads it (OpenAI's chat completions). */
interface Asked {
	messages: Array<{ role: string; content?: unknown }>;
	tools?: Array<{ function: { name: string } }>;
}

/** A call of a tool: which, and with what, given what the tool before it answered. */
export interface ToolCall {
	/** A part of the tool's name. */
	tool: string;
	arguments(before: string): object;
}

/** A model that calls tools. */
export interface ToyModel {
	/** What to enter as the Base URL of an OpenAI credential. */
	url: string;
	close(): Promise<void>;
}

/** A model on loopback that calls these tools one after the other, and ends with what the last one answered. */
export async function startToyModel(calls: readonly ToolCall[]): Promise<ToyModel> {
	const http = createServer((request, response) => {
		void read(request).then((text) => {
			const body = request.method === 'POST' ? answer(JSON.parse(text) as Asked, calls) : { data: [] };
			response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
		});
	});
	await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/v1`,
		close: async () => {
			http.closeAllConnections();
			await new Promise((resolve) => http.close(resolve));
		},
	};
}

function answer({ messages, tools = [] }: Asked, calls: readonly ToolCall[]): object {
	const answered = messages.filter(({ role }) => role === 'tool');
	const before = textOf(answered.at(-1)?.content);
	const next = calls.at(answered.length);
	const tool = tools.find(({ function: { name } }) => next !== undefined && name.includes(next.tool));
	if (next === undefined || tool === undefined)
		return completion({ role: 'assistant', content: before }, 'stop');
	const call = {
		id: `call_${answered.length}`,
		type: 'function',
		function: { name: tool.function.name, arguments: JSON.stringify(next.arguments(before)) },
	};
	return completion({ role: 'assistant', content: null, tool_calls: [call] }, 'tool_calls');
}

function completion(message: object, finish_reason: string): object {
	return {
		id: 'chatcmpl-toy',
		object: 'chat.completion',
		created: 0,
		model: 'toy',
		choices: [{ index: 0, message, finish_reason }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

function textOf(content: unknown): string {
	if (typeof content === 'string') return content;
	if (!Array.isArray(content)) return '';
	return content.map((part) => String((part as { text?: unknown }).text ?? '')).join('');
}

async function read(request: IncomingMessage): Promise<string> {
	let text = '';
	for await (const chunk of request) text += String(chunk);
	return text;
}
