import { get, type IncomingMessage } from 'node:http';

/** The archive's bytes, or a piece of them (`end` exclusive), as a stream. */
export async function fetchStream(
	url: string,
	piece?: { start: number; end: number },
): Promise<IncomingMessage> {
	const headers = piece ? { range: `bytes=${piece.start}-${piece.end - 1}` } : {};
	return await new Promise((resolve, reject) => {
		get(url, { headers }, resolve).on('error', reject);
	});
}
