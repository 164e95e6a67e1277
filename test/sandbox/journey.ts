/** From first call to last byte, as the documents of a service tell it, without our nodes. */
import JSZip from 'jszip';
import { createHash } from 'node:crypto';
import type { ProviderName, Sandbox } from './index';

/** A service that has not come that far by then never will: machines that run tests can be very busy. */
const PATIENCE_MS = 20_000;

/** A test: what the last call answers is the archive with the service's files, byte for byte. */
export function journey(
	holder: { readonly sandbox: Sandbox },
	provider: ProviderName,
	lastAnswer: (sandbox: Sandbox) => Promise<Response>,
): void {
	test(`${provider} gives its files, byte for byte`, async () => {
		const { sandbox } = holder;
		const expected = Object.fromEntries(sandbox.files(provider).map((file) => [file.path, file.sha256]));
		expect(await filesIn(await lastAnswer(sandbox))).toEqual(expected);
	});
}

/** Status and JSON body of an answer. */
export async function json(
	url: string,
	init?: RequestInit,
): Promise<{ status: number; body: Record<string, unknown> }> {
	const response = await fetch(url, init);
	return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** A POST of JSON. */
export function post(body: unknown, headers: Record<string, string>): RequestInit {
	return {
		method: 'POST',
		body: JSON.stringify(body),
		headers: { 'content-type': 'application/json', ...headers },
	};
}

/** Asks again until the answer is the one waited for. */
export async function until<T>(ask: () => Promise<T>, enough: (answer: T) => boolean): Promise<T> {
	const end = Date.now() + PATIENCE_MS;
	for (;;) {
		const answer = await ask();
		if (enough(answer)) return answer;
		if (Date.now() > end) throw new Error('The sandbox did not get there');
		await new Promise((next) => setTimeout(next, 10));
	}
}

/** SHA-256 of every file in a ZIP, by its path. */
export async function filesIn(response: Response): Promise<Record<string, string>> {
	const zip = await JSZip.loadAsync(await response.arrayBuffer(), { checkCRC32: true });
	const files = Object.values(zip.files).filter((entry) => !entry.dir);
	const hashes = await Promise.all(
		files.map(async (entry) => {
			const bytes = await entry.async('nodebuffer');
			return [entry.name, createHash('sha256').update(bytes).digest('hex')];
		}),
	);
	return Object.fromEntries(hashes) as Record<string, string>;
}
