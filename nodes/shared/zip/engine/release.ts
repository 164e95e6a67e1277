interface Transferable {
	transfer?(length: number): ArrayBuffer;
}

/**
 * Frees the memory of bytes that nobody looks at any more, now and not at some collection to come. Only a buffer that
 * is all theirs: others may be looking at the rest of a shared one. (Node 20 can't: there it is left to the collector.)
 */
export function release({ buffer, byteLength }: Uint8Array): void {
	const { transfer } = buffer as Transferable;
	if (transfer === undefined || byteLength === 0 || buffer.byteLength !== byteLength) return;
	transfer.call(buffer, 0);
}
