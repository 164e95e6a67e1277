import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { Refusal } from '../../shared/base/refusal';
import type { ByteSource, ByteStream } from '../../shared/contract/source';
import { passOn } from '../../shared/zip/format/refused';

/** Bytes that n8n's storage is asked for at a time. */
const CHUNK = 64 * 1024;
/** The same of bytes that lie in memory as Base64, in whole groups of four characters for three bytes. */
const GROUPS = 16 * 1024;

/** What n8n gives for a stored file. */
interface Stored extends AsyncIterable<unknown> {
	destroy(): void;
}

/** The bytes of a binary field, wherever n8n keeps them. */
export function bytesOf(context: IExecuteFunctions, name: string, binary: IBinaryData): ByteSource {
	const { id, data } = binary;
	// As n8n itself looks: Code may have set it to null.
	return id ? inStorage(context, name, id) : inMemory(data);
}

/** A file in a folder, a database or a bucket: n8n gives it from its beginning only. */
function inStorage(context: IExecuteFunctions, name: string, id: string): ByteSource {
	return {
		size: null,
		ranges: false,
		async open(): Promise<ByteStream> {
			const stored: Stored = await context.helpers.getBinaryStream(id, CHUNK).catch(gone(name));
			return {
				offset: 0,
				close: () => stored.destroy(),
				async *[Symbol.asyncIterator]() {
					try {
						for await (const chunk of stored) yield chunkOf(chunk);
					} catch (reason) {
						gone(name)(reason);
					} finally {
						stored.destroy();
					}
				},
			};
		},
	};
}

/** A file in memory: any piece of it can be had. The text is undone piece by piece, so that it is not there twice. */
function inMemory(base64: string): ByteSource {
	const text = /\s/.test(base64) ? base64.replace(/\s+/g, '') : base64;
	const size = Buffer.byteLength(text, 'base64');
	return {
		size,
		ranges: true,
		async open(start: number, end = size): Promise<ByteStream> {
			const first = start < 0 ? Math.max(0, size + start) : Math.min(start, size);
			let open = true;
			return await Promise.resolve({
				offset: first,
				close: () => {
					open = false;
				},
				// Asynchronous, though nothing is waited for: that is what a transfer is.
				async *[Symbol.asyncIterator]() {
					for (let group = Math.floor(first / 3); open && group * 3 < end; group += GROUPS) {
						const bytes = Buffer.from(text.slice(group * 4, (group + GROUPS) * 4), 'base64');
						const at = group * 3;
						yield await Promise.resolve(bytes.subarray(Math.max(0, first - at), Math.max(0, end - at)));
					}
				},
			});
		},
	};
}

function chunkOf(chunk: unknown): Uint8Array {
	return chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk), 'latin1');
}

/** What storage says of a file that it has no more names folders of the server. */
function gone(name: string): (reason: unknown) => never {
	return (reason) =>
		passOn(
			reason instanceof Refusal
				? reason
				: new Refusal(
						`n8n does not give the file in the field "${name.slice(0, 60)}"`,
						'It may have been removed together with the execution that stored it. Run the workflow again from the node that gets the file.',
					),
		);
}
