import type { ByteSource } from './core/byteSource';
import type { OriginName, ProviderName } from './core/origins';
import type { Core } from './core/service';

/** What a test may set at any time; `reset` restores it. Times are before pacing unless they say seconds. */
export interface Behaviour {
	alfresco: {
		/** From PENDING to DONE. */
		buildMilliseconds: number;
		/** `download.maxContentSize`, bytes before compression. */
		maxContentSize: number;
	};
	box: {
		/** How long a content link waits for its one visitor. */
		linkSeconds: number;
		/** What the status tells after the last byte. */
		skippedFiles: number;
		skippedFolders: number;
		outcome: 'succeeded' | 'failed';
	};
	dataFramer: {
		/** How many times it says 202 at least. */
		pendingAnswers: number;
		buildMilliseconds: number;
		/** Life of a presigned link. */
		linkSeconds: number;
		/** How long the run in progress takes, from its first being asked about. */
		runMilliseconds: number;
	};
	gumloop: {
		/** How long the queued and running flow runs take, from their first being asked about. */
		runMilliseconds: number;
	};
	hoody: {
		dialect: 'old' | 'new';
		/** Bodies inside `{statusCode, message, data}`. */
		enveloped: boolean;
		gate: 'none' | 'bearer' | 'basic' | 'header';
		/** How many requests find the kit asleep (502 and a page). */
		asleep: number;
		allowDownload: boolean;
		allowArchive: boolean;
		allowDelete: boolean;
		/** Whether folders lie on a remote backend, which `/api/v1` cannot zip. */
		remoteBackend: boolean;
		/** Hosts the container must not fetch from. */
		blockedHosts: string[];
		/** How long a fetched file takes at least. */
		downloadMilliseconds: number;
		/** How long a finished job is in neither list. */
		gapMilliseconds: number;
	};
}

export function usualBehaviour(): Behaviour {
	return {
		alfresco: { buildMilliseconds: 3000, maxContentSize: 2_152_852_358 },
		box: { linkSeconds: 10, skippedFiles: 0, skippedFolders: 0, outcome: 'succeeded' },
		dataFramer: { pendingAnswers: 2, buildMilliseconds: 2000, linkSeconds: 3600, runMilliseconds: 3000 },
		gumloop: { runMilliseconds: 3000 },
		hoody: {
			dialect: 'old',
			enveloped: false,
			gate: 'none',
			asleep: 0,
			allowDownload: true,
			allowArchive: true,
			allowDelete: true,
			remoteBackend: false,
			blockedHosts: ['blocked.example'],
			downloadMilliseconds: 2500,
			gapMilliseconds: 0,
		},
	};
}

/** What the services share with the test that runs them. */
export interface Stage {
	core: Core;
	behaviour: Behaviour;
	/** Archives that a test put in place of the usual ones. */
	archives: Partial<Record<ProviderName, ByteSource>>;
	/** Ends every link given out by that origin so far. */
	onExpireLinks(origin: OriginName, expire: () => void): void;
	/** Registers what brings a service back to its beginning. */
	onReset(reset: () => void): void;
}
