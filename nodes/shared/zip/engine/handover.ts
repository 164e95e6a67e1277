/**
 * Files on their way to whoever stores them: some at once, so that the store is never waited for with
 * nothing else to do, and few enough that memory stays flat.
 */
import type { Ending } from '../../base/ending';

const AT_ONCE = 8;
/** Enough for two cores: twice as much took twice the memory, and nothing was faster. */
const BYTES_IN_FLIGHT = 8 * 1024 * 1024;

export class Handover {
	private running = 0;
	private bytes = 0;
	private wake: (() => void) | null = null;

	constructor(private readonly ending: Ending) {}

	/** Whether a job that holds `bytes` may start at once. */
	hasRoom(bytes: number): boolean {
		return this.running === 0 || (this.running < AT_ONCE && this.bytes + bytes <= BYTES_IN_FLIGHT);
	}

	async room(bytes: number): Promise<void> {
		while (!this.hasRoom(bytes)) await this.change();
		this.ending.throwIfEnded();
	}

	/** Starts a job. What it throws ends everything. */
	start(bytes: number, job: () => Promise<void>): void {
		this.running++;
		this.bytes += bytes;
		const settled = (): void => {
			this.running--;
			this.bytes -= bytes;
			this.wake?.();
		};
		job().then(settled, (reason: unknown) => {
			this.ending.end(reason);
			settled();
		});
	}

	/** Waits until every job is done. */
	async idle(): Promise<void> {
		while (this.running > 0) await this.change();
		this.ending.throwIfEnded();
	}

	private async change(): Promise<void> {
		await this.ending.orEnd(new Promise<void>((resolve) => (this.wake = resolve)));
	}
}
