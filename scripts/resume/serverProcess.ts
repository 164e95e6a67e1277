import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Drop } from './plans';
import type { ServerNews, ServerOrder } from './server';

/** Milliseconds for which a server that was killed stays away. */
const AWAY_MS = 1500;

/** The server of one scenario, over all of its lives. */
export interface BreakingServer {
	origin: string;
	/** Bytes of the archive that it sent. */
	sent(): number;
	/** Where it broke off so far. */
	broke(): Drop[];
	stop(): void;
}

/** Starts it, and starts it again on the same port when it was killed. */
export async function startBreakingServer(order: Omit<ServerOrder, 'port'>): Promise<BreakingServer> {
	let port = 0;
	let sent = 0;
	let stopped = false;
	let child: ChildProcess;
	const broke: Drop[] = [];
	const live = async (): Promise<void> => {
		let lives = false;
		const left = order.drops.filter(({ place }) => !broke.some((other) => other.place === place));
		child = fork(join(__dirname, 'server.ts'), [JSON.stringify({ ...order, port, drops: left })]);
		child.once('exit', () => {
			// Only one that lived, and that a break killed: one that can't start would be started for ever.
			if (!stopped && lives && broke.at(-1)?.kind === 'kill') setTimeout(() => void live(), AWAY_MS);
		});
		await new Promise<void>((resolve) => {
			child.on('message', (news: ServerNews) => {
				if ('sent' in news) sent += news.sent;
				else if ('broke' in news) broke.push(news.broke);
				else {
					port = news.port;
					lives = true;
					resolve();
				}
			});
		});
	};
	await live();
	return {
		origin: `http://127.0.0.1:${port}`,
		sent: () => sent,
		broke: () => broke,
		stop: () => {
			stopped = true;
			child.kill();
		},
	};
}
