import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import type { Fault } from './faults';
import type { RecordedRequest } from './recording';

type Payload = string | Buffer | Readable;

async function* chunksOf(payload: Payload): AsyncGenerator<Buffer> {
	if (payload instanceof Readable) {
		for await (const chunk of payload) yield chunk as Buffer;
	} else if (payload.length > 0) {
		yield typeof payload === 'string' ? Buffer.from(payload) : payload;
	}
}

/** Lets what was written so far reach the client before the connection goes. */
async function flushed(socket: Socket): Promise<void> {
	while (socket.writableLength > 0 && !socket.destroyed) await new Promise((next) => setTimeout(next, 5));
	await new Promise((next) => setTimeout(next, 20));
}

async function breakOff(fault: Fault, socket: Socket): Promise<void> {
	if (fault.name === 'shorten') return;
	await flushed(socket);
	if (fault.name === 'reset') socket.resetAndDestroy();
	if (fault.name === 'truncate') socket.destroy();
	if (!socket.destroyed) await new Promise((closed) => socket.once('close', closed));
}

async function* counted(
	payload: Payload,
	record: RecordedRequest,
	fault: Fault | undefined,
	socket: Socket,
	pause: number,
): AsyncGenerator<Buffer> {
	let left = fault === undefined ? Infinity : (fault.after ?? 0);
	for await (const chunk of chunksOf(payload)) {
		const piece = chunk.subarray(0, Math.min(chunk.length, left));
		left -= piece.length;
		record.bytesSent += piece.length;
		if (piece.length > 0) yield piece;
		if (left <= 0) break;
		if (pause > 0) await new Promise((next) => setTimeout(next, pause));
	}
	if (fault !== undefined) await breakOff(fault, socket);
}

/**
 * The body as it really goes out: counted, and broken off where the fault says so.
 * @param pause milliseconds between two pieces, so that people see progress
 */
export function outgoing(
	payload: Payload,
	record: RecordedRequest,
	fault: Fault | undefined,
	socket: Socket,
	pause: number,
): Readable {
	return Readable.from(counted(payload, record, fault, socket, pause), { objectMode: false });
}
