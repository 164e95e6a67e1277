/** How the files kit of the container behaves. */
export interface HoodyBehaviour {
	dialect: 'old' | 'new';
	/** Bodies inside `{statusCode, message, data}`. */
	enveloped: boolean;
	gate: 'none' | 'bearer' | 'basic' | 'header';
	/** How many requests find the kit asleep (502 and a page). */
	asleep: number;
	allowDownload: boolean;
	allowArchive: boolean;
	allowDelete: boolean;
	allowSearch: boolean;
	/** Whether folders lie on a remote backend, which `/api/v1` cannot zip. */
	remoteBackend: boolean;
	/** Hosts the container must not fetch from. */
	blockedHosts: string[];
	/** How long a fetched file takes at least. */
	downloadMilliseconds: number;
	/** How long a finished job is in neither list. */
	gapMilliseconds: number;
	/** How many things its lists tell of, made up and in place of what is there; null for what is there. */
	listed: number | null;
}

export function usualBehaviour(): HoodyBehaviour {
	return {
		dialect: 'old',
		enveloped: false,
		gate: 'none',
		asleep: 0,
		allowDownload: true,
		allowArchive: true,
		allowDelete: true,
		allowSearch: true,
		remoteBackend: false,
		blockedHosts: ['blocked.example'],
		downloadMilliseconds: 2500,
		gapMilliseconds: 0,
		listed: null,
	};
}
