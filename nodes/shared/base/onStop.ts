/** Who wants to hear of each signal's Stop. A signal that is gone takes its list with it. */
const hearers = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls `hear` when the execution is stopped; what is answered takes that back. However many calls are on their way, a signal
 * has one listener of ours: with eleven of them Node writes a warning of a memory leak into n8n's log.
 */
export function onStop(signal: AbortSignal | undefined, hear: () => void): () => void {
	if (signal === undefined) return () => {};
	let all = hearers.get(signal);
	if (all === undefined) {
		const heard = new Set<() => void>();
		const tell = () => {
			for (const one of heard) one();
		};
		signal.addEventListener('abort', tell, { once: true });
		hearers.set(signal, heard);
		all = heard;
	}
	all.add(hear);
	return () => {
		all.delete(hear);
	};
}
