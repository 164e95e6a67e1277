import type { FastifyReply } from 'fastify';
import type { Stage } from '../../stage';
import type { HoodyBehaviour } from './behaviour';
import type { HoodyJob, HoodyJobs } from './jobs';
import type { HoodyVolume } from './volume';

/** Downloads and extractions at once, in all. */
const AT_ONCE = 10;

export interface FetchWish {
	directory: string;
	url: string;
	fileName?: string;
	timeout?: string;
	/** The POST twin answers only when it is done, and without an id. */
	twin?: boolean;
}

/** Starts a download, or says why not, in the words of the dialect. */
export class HoodyFetch {
	constructor(
		private readonly stage: Stage<HoodyBehaviour>,
		private readonly jobs: HoodyJobs,
		private readonly volume: HoodyVolume,
		private readonly send: (reply: FastifyReply, body: unknown) => FastifyReply,
	) {}

	private get isNew(): boolean {
		return this.stage.behaviour.dialect === 'new';
	}

	private refuse(
		reply: FastifyReply,
		status: number,
		oldCode: string,
		newCode: string,
		words: string,
	): FastifyReply {
		const body = this.isNew
			? { success: false, error: words, code: newCode }
			: { success: false, error: oldCode, message: words };
		return this.send(reply.code(status), body);
	}

	async answer(wish: FetchWish, reply: FastifyReply): Promise<FastifyReply> {
		const settings = this.stage.behaviour;
		if (!settings.allowDownload) {
			return this.refuse(reply, 403, 'DOWNLOAD_FORBIDDEN', 'ACCESS_FORBIDDEN', 'Downloads are not allowed');
		}
		if (!this.volume.isFolder(wish.directory)) {
			return this.refuse(reply, 404, 'RESOURCE_NOT_FOUND', 'RESOURCE_NOT_FOUND', 'No such directory');
		}
		const url = URL.canParse(wish.url) ? new URL(wish.url) : undefined;
		if (url === undefined || !/^https?:$/.test(url.protocol)) {
			return this.refuse(reply, 400, 'INVALID_URL', 'INVALID_PARAMETER', 'The address cannot be used');
		}
		if (settings.blockedHosts.includes(url.hostname)) {
			return this.refuse(reply, 400, 'DOMAIN_BLOCKED', 'INVALID_PARAMETER', 'The domain is blocked');
		}
		if (this.jobs.active.length >= AT_ONCE) {
			return this.refuse(
				reply,
				429,
				'TOO_MANY_DOWNLOADS',
				'TOO_MANY_DOWNLOADS',
				'Too many downloads at once',
			);
		}
		const named = decodeURIComponent(url.pathname.split('/').pop() ?? '');
		const fileName =
			wish.fileName !== undefined && wish.fileName !== '' ? wish.fileName : named || 'download';
		const job = this.jobs.start(wish.directory, wish.url, fileName, Number(wish.timeout ?? 300));
		if (!this.isNew && wish.twin !== true)
			return this.send(reply, this.result(job, true, 'Download started'));
		await job.done;
		return this.ended(job, wish.twin === true, reply);
	}

	private ended(job: HoodyJob, twin: boolean, reply: FastifyReply): FastifyReply {
		if (job.status === 'completed') {
			const body = twin
				? { success: true, message: 'Download successful' }
				: this.result(job, true, 'Download successful');
			return this.send(reply.code(201), body);
		}
		const status = job.status === 'cancelled' ? 409 : 400;
		return this.send(reply.code(status), { ...this.result(job, false, 'Download failed'), code: job.code });
	}

	private result(job: HoodyJob, success: boolean, message: string): Record<string, unknown> {
		const path = [job.directory, job.fileName].filter((part) => part !== '').join('/');
		const error = success ? null : (job.reason ?? 'failed');
		return { download_id: job.id, filename: job.fileName, path, success, message, error };
	}
}
