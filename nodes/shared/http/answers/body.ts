import { onStop } from '../../base/onStop';
import { lookNowAndThen } from '../../base/pause';
import type { BodyStream } from '../../contract/api';
import type { Clock } from '../clock';
import { brokeOff, stalled, tooLong, tooSlow } from '../refusals';
import type { WireAnswer } from '../wire';
import type { TransferMeter } from './rate';

/** What a body is watched for. */
export interface Watch {
	service: string;
	/** Milliseconds without a byte after which the transfer ends. */
	stallAfter: number;
	clock: Clock;
	meter: TransferMeter;
}

/**
 * A body that notices when nothing arrives any more, when it arrives too slowly, when the time is up, and when the execution is
 * stopped. Only time spent waiting for the network counts as a stall: a consumer may take as long as it likes.
 */
export function watchedBody(
	answer: Pick<WireAnswer, 'stream' | 'end'>,
	{ service, stallAfter, clock, meter }: Watch,
): BodyStream {
	let open = true;
	let waitingSince: number | null = null;
	/** Why we ended it; the stream's own words are a consequence of that. */
	let reason: Error | null = null;
	/** Ends the wait for the next piece: the stream itself may never do so once it is destroyed. */
	let giveUp: ((reason: Error) => void) | undefined;
	let takeBack: (() => void) | undefined;
	let lookNoMore: (() => void) | undefined;

	const close = () => {
		if (!open) return;
		open = false;
		takeBack?.();
		lookNoMore?.();
		answer.end();
		giveUp?.(reason ?? brokeOff(service, null));
	};
	/** Ends the transfer when there is a reason to. */
	function look(): void {
		if (!open) return;
		reason ??= reasonToEnd();
		if (reason !== null) close();
	}
	function reasonToEnd(): Error | null {
		const over = clock.over();
		if (over !== null) return over;
		const waiting = waitingSince === null ? 0 : Date.now() - waitingSince;
		if (waiting >= stallAfter) return stalled(service, stallAfter);
		const verdict = meter.verdict(waiting);
		if (verdict === 'too slow') return tooSlow(service, meter.rate);
		return verdict === 'too long' ? tooLong(service) : null;
	}
	const nextOf = async (chunks: AsyncIterator<Uint8Array>): Promise<IteratorResult<Uint8Array>> =>
		await new Promise((resolve, reject) => {
			giveUp = reject;
			const broken = (cause: unknown) => reject(reason ?? clock.over() ?? brokeOff(service, cause));
			chunks.next().then(resolve, broken);
		});

	async function* read(): AsyncGenerator<Uint8Array> {
		const chunks = answer.stream[Symbol.asyncIterator]();
		takeBack = onStop(clock.signal, look);
		lookNoMore = lookNowAndThen(() => {
			look();
			return open ? Infinity : 0;
		}, Infinity);
		try {
			for (;;) {
				look();
				if (!open) throw reason ?? brokeOff(service, null);
				waitingSince = Date.now();
				const next = await nextOf(chunks);
				meter.arrived(next.done ? 0 : next.value.length, Date.now() - waitingSince);
				waitingSince = null;
				if (next.done) {
					if (reason !== null) throw reason;
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
