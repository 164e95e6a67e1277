import { subscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

interface Asked {
	socket: Socket;
	response: ServerResponse;
	port: number;
}

const asked = new Set<Asked>();

/** Takes down every request that any server of this process gets, until its connection ends. */
subscribe('http.server.request.start', (message) => {
	const { socket, response } = message as { socket: Socket; response: ServerResponse };
	const one = { socket, response, port: socket.localPort ?? 0 };
	asked.add(one);
	socket.once('close', () => asked.delete(one));
});

/** Connections to one of the origins on which a request still waits for its answer. What n8n keeps for later ones is idle. */
export function waitingAt(origins: readonly string[]): number {
	const ports = new Set(origins.filter(Boolean).map((origin) => Number(new URL(origin).port)));
	return [...asked].filter(
		({ port, response, socket }) => ports.has(port) && !socket.destroyed && !response.writableFinished,
	).length;
}
