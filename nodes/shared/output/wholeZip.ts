import { Refusal } from '../base/refusal';

/** The end record of a ZIP and the longest comment after it (APPNOTE 4.3.16). */
const LONGEST_END = 22 + 0xffff;
const END_SIGNATURE = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const QUOTE = 120;

/** The bytes of a ZIP on their way into storage. */
export interface WholeZip extends AsyncIterable<Uint8Array> {
	/** Bytes so far. */
	readonly size: number;
}

/**
 * Passes a ZIP on, and refuses what is none: a page or a message instead of it at the first bytes, and an archive cut
 * short at the last ones. Where nobody announces a length, the end record is the only proof that all of it came.
 */
export function wholeZip(stream: AsyncIterable<Uint8Array>, service: string): WholeZip {
	let size = 0;
	async function* pass(): AsyncGenerator<Uint8Array> {
		let head: Buffer = Buffer.alloc(0);
		let tail: Buffer = Buffer.alloc(0);
		for await (const chunk of stream) {
			size += chunk.length;
			if (head.length < QUOTE) {
				head = Buffer.concat([head, chunk.subarray(0, QUOTE)]);
				if (head.length >= 2) refuseMessages(head, service);
			}
			tail = lastBytes(tail, chunk);
			yield chunk;
		}
		if (tail.lastIndexOf(END_SIGNATURE) >= 0) return;
		throw new Refusal(
			size === 0 ? `${service} sent an empty archive` : `${service} sent an archive without its end`,
			'It was cut off, or it is no ZIP at all. Run the node again, or ask for the archive anew with Create Archive.',
		);
	}
	return {
		get size() {
			return size;
		},
		[Symbol.asyncIterator]: pass,
	};
}

/** HTML, XML and JSON begin with characters that no ZIP begins with. */
function refuseMessages(head: Buffer, service: string): void {
	if (!/^\s*[<{[]/.test(head.toString('latin1'))) return;
	throw new Refusal(
		`${service} sent a message where the ZIP was expected`,
		'Check the credential, and that the archive still exists.',
		{ code: 'NOT_A_ZIP' },
	);
}

function lastBytes(tail: Buffer, chunk: Uint8Array): Buffer {
	if (chunk.length >= LONGEST_END) return Buffer.from(chunk.subarray(chunk.length - LONGEST_END));
	const joined = Buffer.concat([tail, chunk]);
	return joined.length <= 2 * LONGEST_END ? joined : joined.subarray(joined.length - LONGEST_END);
}
