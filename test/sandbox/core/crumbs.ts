import type { ServerResponse } from 'node:http';

/** Chunks that are written at once. */
const AT_ONCE = 10_000;
const END = '0\r\n\r\n';

/**
 * Sends a body in chunks of one byte. They go to the socket as they are: Node's server would make a write of each, and the
 * attack would cost the attacker more than the attacked.
 */
export function sendCrumbs(response: ServerResponse, body: Buffer): void {
	response.flushHeaders();
	const { socket } = response;
	if (socket === null) return;
	let sent = 0;
	const send = () => {
		while (sent < body.length && !socket.destroyed) {
			const block = chunksOf(body.subarray(sent, sent + AT_ONCE));
			sent += AT_ONCE;
			if (socket.write(block)) continue;
			socket.once('drain', send);
			return;
		}
		socket.end(END);
	};
	send();
}

function chunksOf(bytes: Buffer): Buffer {
	const chunk = Buffer.from('1\r\n \r\n');
	const chunks = Buffer.alloc(bytes.length * chunk.length, chunk);
	bytes.forEach((byte, index) => (chunks[index * chunk.length + 3] = byte));
	return chunks;
}
