/**
 * One way for everything to stop. The first reason wins: a consumer that failed, a Stop in n8n, or an
 * archive that was refused. Whoever waits on something that may never come registers a hook, so that
 * nothing outlives the reading: no transfer, no inflater, no promise.
 */
export class Ending {
	#reason: { value: unknown } | null = null;
	readonly #hooks = new Set<(reason: unknown) => void>();

	get ended(): boolean {
		return this.#reason !== null;
	}

	/** Ends everything; later reasons than the first are consequences of it and not kept. */
	end(reason: unknown): void {
		if (this.#reason) return;
		this.#reason = { value: reason };
		for (const hook of this.#hooks) hook(reason);
		this.#hooks.clear();
	}

	throwIfEnded(): void {
		if (this.#reason) throw this.#reason.value;
	}

	/** Calls `hook` at the end (at once, if that has come); the answer takes it back. */
	onEnd(hook: (reason: unknown) => void): () => void {
		if (this.#reason) {
			hook(this.#reason.value);
			return () => {};
		}
		this.#hooks.add(hook);
		return () => this.#hooks.delete(hook);
	}

	/** `promise`, or the end if that comes first. */
	async orEnd<T>(promise: Promise<T>): Promise<T> {
		return await new Promise<T>((resolve, reject) => {
			const off = this.onEnd(reject);
			promise.then(
				(value) => {
					off();
					resolve(value);
				},
				(reason: unknown) => {
					off();
					reject(reason);
				},
			);
		});
	}
}
