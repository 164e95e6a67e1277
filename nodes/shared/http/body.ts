import { sleep } from 'n8n-workflow';
import { Stopped } from '../base/stopped';
import type { BodyStream } from '../contract/api';
import { Refusal } from '../base/refusal';
import type { WireAnswer } from './send';

/** How often a transfer is looked at. */
const LOOK_MS = 250;

/**
 * A body that notices when nothing arrives any more, and when the execution is stopped.
 * Only time spent waiting for the network counts: a consumer may take as long as it likes.
 * @param stallMs milliseconds without a byte after which the transfer ends
 */
export function watchedBody(
	answer: Pick<WireAnswer, 'stream' | 'end'>,
	service: string,
	stallMs: number,
	signal?: AbortSignal,
): BodyStream {
	let open = true;
	let waitingSince: number | null = null;
	let stalled = false;
	/** Ends the wait for the next piece: the stream itself may never do so once it is destroyed (see `send`). */
	let giveUp: (() => void) | undefined;

	const close = () => {
		if (!open) return;
		open = false;
		answer.end();
		giveUp?.();
	};
	const watch = async () => {
		while (open) {
			await sleep(LOOK_MS);
			stalled = waitingSince !== null && Date.now() - waitingSince >= stallMs;
			if (signal?.aborted || stalled) close();
		}
	};
	const ended = (cause?: unknown): Error => {
		if (signal?.aborted) return new Stopped();
		if (stalled) {
			return new Refusal(
				`${service} stopped sending`,
				`No byte arrived for ${Math.round(stallMs / 1000)} seconds. Run the node again, or allow a longer Stall Timeout in its options.`,
			);
		}
		return droppedConnection(service, cause);
	};
	const nextOf = async (chunks: AsyncIterator<Uint8Array>): Promise<IteratorResult<Uint8Array>> =>
		await new Promise((resolve, reject) => {
			giveUp = () => reject(ended());
			chunks.next().then(resolve, (cause: unknown) => reject(ended(cause)));
		});

	async function* read(): AsyncGenerator<Uint8Array> {
		const chunks = answer.stream[Symbol.asyncIterator]();
		void watch();
		try {
			for (;;) {
				waitingSince = Date.now();
				const next = await nextOf(chunks);
				waitingSince = null;
				if (next.done) {
					if (!open) throw ended();
					return;
				}
				yield next.value;
			}
		} finally {
			close();
		}
	}
	return { [Symbol.asyncIterator]: read, close };
}

/** The connection ended before the answer did. */
export function droppedConnection(service: string, cause: unknown): Refusal {
	const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : null;
	return new Refusal(
		`The connection to ${service} broke off`,
		'The transfer ended before its last byte. Run the node again, or turn on Retry On Fail in its settings.',
		{ code: 'CONNECTION_LOST', serviceCode: code },
	);
}

/**
 * The whole body as text.
 * @param limit bytes; a body that is longer is cut there when `cut` is set
 * @throws Refusal when it is longer and may not be cut
 */
export async function textOf(body: BodyStream, service: string, limit: number, cut = false): Promise<string> {
	const parts: Uint8Array[] = [];
	let length = 0;
	for await (const part of body) {
		parts.push(part);
		length += part.length;
		if (length <= limit) continue;
		body.close();
		if (cut) break;
		throw new Refusal(
			`${service} sent an answer of more than ${Math.round(limit / 1024 / 1024)} MiB`,
			'Such an answer is not expected here. Check the address in the credential.',
		);
	}
	return Buffer.concat(parts).subarray(0, limit).toString('utf8');
}
