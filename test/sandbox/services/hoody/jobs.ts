import { randomUUID } from 'node:crypto';
import type { Stage } from '../../stage';
import type { HoodyBehaviour } from './behaviour';
import type { HoodyVolume } from './volume';

/** A file that the container fetches, or has fetched. */
export interface HoodyJob {
	id: string;
	directory: string;
	fileName: string;
	url: string;
	status: 'starting' | 'downloading' | 'completed' | 'failed' | 'cancelled';
	received: number;
	expected: number | null;
	started: number;
	/** When it left the active list. */
	ended?: number;
	/** Code and words of what went wrong. */
	code?: string;
	reason?: string;
	abort: AbortController;
	/** Settles when it has ended, however. */
	done: Promise<void>;
}

const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);

/** The container's downloads: active ones, then history. It really fetches. */
export class HoodyJobs {
	private jobs: HoodyJob[] = [];

	constructor(
		private readonly stage: Stage<HoodyBehaviour>,
		private readonly volume: HoodyVolume,
	) {}

	reset(): void {
		this.jobs.forEach((job) => job.abort.abort());
		this.jobs = [];
	}

	start(directory: string, url: string, fileName: string, timeoutSeconds: number): HoodyJob {
		const job: HoodyJob = {
			id: randomUUID(),
			directory,
			fileName,
			url,
			status: 'starting',
			received: 0,
			expected: null,
			started: Date.now(),
			abort: new AbortController(),
			done: Promise.resolve(),
		};
		this.jobs.push(job);
		job.done = this.run(job, timeoutSeconds);
		return job;
	}

	get active(): HoodyJob[] {
		return this.jobs.filter((job) => job.ended === undefined);
	}

	/** Finished jobs; those that ended a moment ago may be in neither list yet. */
	get history(): HoodyJob[] {
		const gap = this.stage.core.paced(this.stage.behaviour.gapMilliseconds);
		return this.jobs.filter((job) => job.ended !== undefined && Date.now() - job.ended >= gap);
	}

	cancel(id: string): boolean {
		const job = this.active.find((running) => running.id === id);
		if (job === undefined) return false;
		job.status = 'cancelled';
		job.abort.abort();
		return true;
	}

	/** An item of the active list. */
	activeItem(job: HoodyJob): Record<string, unknown> {
		const share =
			job.expected === null ? null : job.expected === 0 ? 100 : (100 * job.received) / job.expected;
		return {
			...this.shared(job),
			status: job.status,
			current_size: job.received,
			expected_size: job.expected,
			progress_percentage: share,
		};
	}

	/** An item of the history, in either dialect's shape. */
	historyItem(job: HoodyJob): Record<string, unknown> {
		const ended = job.ended ?? Date.now();
		const size = job.status === 'completed' ? job.received : null;
		const reason = job.status === 'completed' ? null : (job.code ?? job.reason ?? null);
		const item = { ...this.shared(job), status: job.status, end_time: seconds(ended) };
		return this.stage.behaviour.dialect === 'new'
			? { ...item, file_size: size, error_message: reason, duration: seconds(ended - job.started) }
			: { ...item, total_bytes: size, error: reason };
	}

	private shared(job: HoodyJob): Record<string, unknown> {
		const isNew = this.stage.behaviour.dialect === 'new';
		const path = [job.directory, job.fileName].filter((part) => part !== '').join('/');
		// The new kit strips user, password, query and fragment from what it tells.
		const told = new URL(job.url);
		return {
			id: job.id,
			filename: job.fileName,
			file_path: isNew ? `/${path}` : path,
			directory: isNew ? `/${job.directory}` : job.directory,
			url: isNew ? `${told.origin}${told.pathname}` : job.url,
			start_time: seconds(job.started),
		};
	}

	private async run(job: HoodyJob, timeoutSeconds: number): Promise<void> {
		const { signal } = job.abort;
		const timer = setTimeout(() => {
			job.code ??= 'DOWNLOAD_TIMEOUT';
			job.abort.abort();
		}, timeoutSeconds * 1000);
		try {
			const bytes = await this.fetch(job, signal);
			this.volume.write([job.directory, job.fileName].filter((part) => part !== '').join('/'), bytes);
			job.status = 'completed';
		} catch (error) {
			if (job.status !== 'cancelled') job.status = 'failed';
			job.code ??= job.status === 'cancelled' ? undefined : 'NETWORK_ERROR';
			job.reason ??= job.status === 'cancelled' ? 'Download cancelled' : String(error);
		} finally {
			clearTimeout(timer);
			job.ended = Date.now();
		}
	}

	private async fetch(job: HoodyJob, signal: AbortSignal): Promise<Buffer> {
		const response = await fetch(job.url, { signal });
		if (!response.ok || response.body === null) {
			job.code = response.status === 404 ? 'REMOTE_FILE_NOT_FOUND' : 'NETWORK_ERROR';
			job.reason = `The remote server answered ${response.status}`;
			throw new Error(job.reason);
		}
		const length = response.headers.get('content-length');
		job.expected = length === null ? null : Number(length);
		job.status = 'downloading';
		const parts: Uint8Array[] = [];
		const steps = Math.max(1, Math.ceil((job.expected ?? 1_000_000) / (64 * 1024)));
		const pause = this.stage.core.paced(this.stage.behaviour.downloadMilliseconds) / steps;
		for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
			parts.push(chunk);
			job.received += chunk.length;
			await new Promise((next) => setTimeout(next, pause));
			signal.throwIfAborted();
		}
		const least = job.started + this.stage.core.paced(this.stage.behaviour.downloadMilliseconds);
		while (Date.now() < least && !signal.aborted) await new Promise((next) => setTimeout(next, 10));
		signal.throwIfAborted();
		return Buffer.concat(parts);
	}
}
