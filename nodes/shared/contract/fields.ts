/** What the user entered in a node, for one item. */
export interface Fields {
	/** The value of a field, or of an entry of its options; the fallback when it is not set. */
	get(name: string, fallback?: unknown): unknown;
	/** The item itself, as it came into the node; nothing while the panel is filled in. */
	readonly input?: unknown;
}
