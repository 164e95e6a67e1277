import { fork } from 'node:child_process';
import { once } from 'node:events';

/** Starts the file server as a process of its own and waits for its port. */
export async function startServer(script: string, folder: string): Promise<{ url: string; stop(): void }> {
	const child = fork(script, [folder]);
	const [port] = (await once(child, 'message')) as [number];
	return { url: `http://127.0.0.1:${port}`, stop: () => void child.kill() };
}
