import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { listening, type Local } from './local';

/** A chat that takes messages by webhook. */
export interface Chat extends Local {
	/** The bodies of what it was told, in order. */
	messages: Array<{ text?: string }>;
}

/** Starts the chat on loopback. */
export async function startChat(): Promise<Chat> {
	const messages: Chat['messages'] = [];
	const http = createServer((request, response) => {
		void text(request).then((body) => {
			messages.push(JSON.parse(body) as { text?: string });
			response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
		});
	});
	return { messages, ...(await listening(http)) };
}
