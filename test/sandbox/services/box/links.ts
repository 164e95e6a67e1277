import { randomBytes } from 'node:crypto';
import type { ByteSource } from '../../core/byteSource';
import type { Stage } from '../../stage';
import type { BoxBehaviour } from './behaviour';

/** One ZIP on its way: asked for, fetched at most once, told about for hours after. */
export interface BoxZip {
	id: string;
	fileName: string;
	archive: ByteSource;
	totalFiles: number;
	user: string;
	expires: number;
	started: boolean;
	state: 'in_progress' | 'failed' | 'succeeded';
}

/** The links that the API host gives out and the content host honours. */
export class BoxLinks {
	private zips = new Map<string, BoxZip>();

	constructor(stage: Stage<BoxBehaviour>) {
		stage.onReset(() => this.zips.clear());
		stage.onExpireLinks('boxContent', () => this.zips.forEach((zip) => (zip.expires = 0)));
	}

	mint(zip: Pick<BoxZip, 'fileName' | 'archive' | 'totalFiles' | 'user'>, seconds: number): BoxZip {
		// As in Box's documents, the id holds `==` in the middle: a client that encodes it again asks for something else.
		const id = `${randomBytes(15).toString('base64url')}_w==n${randomBytes(40).toString('base64url')}=`;
		const minted: BoxZip = {
			...zip,
			id,
			expires: Date.now() + seconds * 1000,
			started: false,
			state: 'in_progress',
		};
		this.zips.set(id, minted);
		return minted;
	}

	/** For the content host: the ZIP, once, and only in time. */
	use(id: string): BoxZip | undefined {
		const zip = this.zips.get(id);
		if (zip === undefined || zip.started || zip.expires <= Date.now()) return undefined;
		zip.started = true;
		return zip;
	}

	/** For the status: known only once the download has been started. */
	find(id: string): BoxZip | undefined {
		const zip = this.zips.get(id);
		return zip?.started === true ? zip : undefined;
	}

	/** How many of this user's downloads run. */
	running(user: string): number {
		return [...this.zips.values()].filter(
			(zip) => zip.user === user && zip.started && zip.state === 'in_progress',
		).length;
	}

	userOf(id: string): string | undefined {
		return this.zips.get(id)?.user;
	}
}
