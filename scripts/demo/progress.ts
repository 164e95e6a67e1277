import type { RecordedRequest } from '../../test/sandbox/core/recording';

/** Every so often the line of a running node is told how far the service is. */
const TICK_MS = 400;

/** Tells what a node is doing from what the service sees of it. */
export function progressLine(requests: readonly RecordedRequest[]): {
	start(node: string): void;
	end(node: string, result: string): void;
} {
	let timer: NodeJS.Timeout | undefined;
	let seen = 0;
	let last = '';
	const tell = () => {
		const fresh = requests.slice(seen);
		const latest = fresh.at(-1);
		if (latest === undefined) return;
		const bytes = fresh.reduce((sum, request) => sum + request.bytesSent, 0);
		const text = `    ${latest.method} ${latest.url.split('?')[0]} → ${latest.status}  (${fresh.length} requests, ${(bytes / 1024).toFixed(0)} KiB)`;
		if (text !== last) console.log(text);
		last = text;
	};
	return {
		start(node) {
			console.log(`  ▸ ${node}`);
			seen = requests.length;
			timer = setInterval(tell, TICK_MS);
		},
		end(node, result) {
			clearInterval(timer);
			tell();
			console.log(`  ✓ ${node}: ${result}`);
		},
	};
}
