import type { ByteSource } from './core/byteSource';
import type { Core } from './core/service';

/** What a service shares with the test that runs it. */
export interface Stage<Behaviour> {
	core: Core;
	/** How the service behaves just now: a test may set it at any time, and `reset` restores it. */
	readonly behaviour: Behaviour;
	/** The archive that a test put in place of the usual ones. */
	readonly archive: ByteSource | undefined;
	/** Ends every link given out by that server so far. */
	onExpireLinks(origin: string, expire: () => void): void;
	/** Registers what brings the service back to its beginning. */
	onReset(reset: () => void): void;
}
