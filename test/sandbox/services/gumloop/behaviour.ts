/** How Gumloop behaves. */
export interface GumloopBehaviour {
	/** How long the queued and running flow runs take, from their first being asked about. */
	runMilliseconds: number;
}

export function usualBehaviour(): GumloopBehaviour {
	return { runMilliseconds: 3000 };
}
