import { createHash } from 'node:crypto';
import JSZip from 'jszip';
import { bytesOf, itemsOf, type Execution, type Item } from '../lib/executions';
import { assert } from '../lib/checks';
import type { RestSession } from '../lib/rest';

/** A file that must come out. */
export interface Expected {
	path: string;
	sha256: string;
}

/** Every file of `expected` came out of `node`, with its very bytes, linked to where it came from; and nothing else. */
export async function assertUnpacked(
	session: RestSession,
	execution: Execution,
	node: string,
	expected: readonly Expected[],
): Promise<string> {
	assertSucceeded(execution);
	const items = itemsOf(execution, node);
	const found = new Map<string, string>();
	let bytes = 0;
	for (const item of items) {
		const content = await contentOf(session, item);
		bytes += content.length;
		found.set(String(item.json.path), sha256(content));
	}
	assertSame(found, expected);
	const unlinked = items.filter((item) => item.pairedItem === undefined).length;
	assert(unlinked === 0, `${unlinked} items are not linked to the item they come from`);
	return `${items.length} files, ${bytes} bytes`;
}

/** The node's one item is a ZIP that another reader finds `expected` in. */
export async function assertZip(
	session: RestSession,
	execution: Execution,
	node: string,
	expected: readonly Expected[],
): Promise<string> {
	assertSucceeded(execution);
	const items = itemsOf(execution, node);
	assert(items.length === 1, `${node} gave ${items.length} items instead of 1`);
	const bytes = await contentOf(session, items[0]);
	return await assertZipBytes(bytes, expected);
}

/** These bytes are a ZIP that another reader finds `expected` in. */
export async function assertZipBytes(bytes: Buffer, expected: readonly Expected[]): Promise<string> {
	const files = Object.values((await JSZip.loadAsync(bytes)).files).filter((file) => !file.dir);
	const found = new Map<string, string>();
	for (const file of files) found.set(file.name, sha256(await file.async('nodebuffer')));
	assertSame(found, expected);
	return `ZIP of ${bytes.length} bytes`;
}

/** All files of `node` together have as many bytes as told. What is in them is not looked at. */
export function assertBytes(execution: Execution, node: string, expected: number): void {
	assertSucceeded(execution);
	const bytes = itemsOf(execution, node).reduce((sum, { binary }) => sum + (binary?.data.bytes ?? 0), 0);
	assert(bytes === expected, `${bytes} bytes came out instead of ${expected}`);
}

/** @throws with n8n's own words when the execution did not end well. */
export function assertSucceeded({ status, error, lastNode }: Execution): void {
	const words = error ? `: ${error.message} ${error.description ?? ''}` : '';
	assert(status === 'success', `the execution ended as "${status}" at ${lastNode ?? 'its start'}${words}`);
}

async function contentOf(session: RestSession, { binary }: Item): Promise<Buffer> {
	assert(binary?.data !== undefined, 'an item has no file in its field "data"');
	return await bytesOf(session, binary.data);
}

function assertSame(found: Map<string, string>, expected: readonly Expected[]): void {
	for (const { path, sha256: hash } of expected) {
		assert(found.has(path), `${path} is missing`);
		assert(found.get(path) === hash, `${path} differs from the source`);
	}
	assert(found.size === expected.length, `${found.size} files came out instead of ${expected.length}`);
}

/** Hexadecimal SHA-256. */
export function sha256(bytes: Buffer): string {
	return createHash('sha256').update(bytes).digest('hex');
}
