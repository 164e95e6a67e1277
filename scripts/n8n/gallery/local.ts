import type { Server } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A server on loopback. */
export interface Local {
	port: number;
	close(): Promise<void>;
}

/** Lets a server listen on a free port. Open connections do not keep it from ending. */
export async function listening(server: Server): Promise<Local> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	server.unref();
	return {
		port: (server.address() as AddressInfo).port,
		close: async () => {
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
