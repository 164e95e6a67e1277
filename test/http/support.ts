import type { ICredentialDataDecryptedObject, ICredentialType } from 'n8n-workflow';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect, type Connection } from '../../nodes/shared/http/connect';
import type { Api } from '../../nodes/shared/contract/api';
import { TestCredentials } from '../engine/credentialsHelper';
import { lonelyNode } from '../engine/lonelyNode';

/** A request as a server saw it. */
export interface Seen {
	line: string;
	headers: IncomingMessage['headers'];
	body: string;
}

/** A server on loopback that does as it is told. */
export interface Server {
	origin: string;
	host: string;
	seen: Seen[];
	/** Connections that are open now. */
	sockets(): number;
	close(): void;
}

export async function serve(
	answer: (request: IncomingMessage, response: ServerResponse, seen: Seen) => void,
): Promise<Server> {
	const seen: Seen[] = [];
	const open = new Set<unknown>();
	const server = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			const one = {
				line: `${request.method} ${request.url}`,
				headers: request.headers,
				body: Buffer.concat(parts).toString(),
			};
			seen.push(one);
			response.on('error', () => undefined);
			answer(request, response, one);
		});
	});
	server.on('connection', (socket) => {
		open.add(socket);
		socket.on('close', () => open.delete(socket));
		socket.on('error', () => undefined);
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const { port } = server.address() as AddressInfo;
	return {
		origin: `http://127.0.0.1:${port}`,
		host: `127.0.0.1:${port}`,
		seen,
		sockets: () => open.size,
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}

/** A credential type that sends a key in a header. */
export const keyed: ICredentialType = {
	name: 'keyedApi',
	displayName: 'Keyed',
	properties: [
		{ displayName: 'Key', name: 'key', type: 'string', typeOptions: { password: true }, default: '' },
		{ displayName: 'Address', name: 'baseUrl', type: 'string', default: '' },
		{ displayName: 'Name', name: 'name', type: 'string', default: '' },
	],
	authenticate: {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{ $credentials.key }}' } },
	},
};

/** The transport, signed in through n8n's own helpers. */
export function transport(
	data: ICredentialDataDecryptedObject,
	more: Partial<Connection> = {},
	type: ICredentialType = keyed,
): Api {
	const credentials = new TestCredentials(new Map([[type.name, type]]), { [type.name]: { ...data } });
	return connect({
		context: lonelyNode(credentials, type.name).context,
		provider: { displayName: 'Box' },
		signIn: {
			value: 'x',
			name: 'X',
			credential: type.name,
			baseUrl: ({ baseUrl }) => String(baseUrl),
			settings: ['name'],
		},
		credentials: data,
		deadline: null,
		stallAfter: 30,
		...more,
	});
}
