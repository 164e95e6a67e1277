/**
 * Every text in a value: keys, values, and of errors what no JSON shows (message, stack, cause, context). Circles are walked
 * once, however deep.
 */
export function textsIn(value: unknown): string[] {
	const texts: string[] = [];
	const seen = new Set<object>();
	const waiting: unknown[] = [value];
	while (waiting.length > 0) {
		const next = waiting.pop();
		if (typeof next === 'string') texts.push(next);
		if (typeof next !== 'object' || next === null || seen.has(next)) continue;
		seen.add(next);
		if (ArrayBuffer.isView(next)) {
			texts.push(Buffer.from(next.buffer, next.byteOffset, next.byteLength).toString('utf8'));
			continue;
		}
		if (next instanceof Map || next instanceof Set) waiting.push(...next);
		for (const key of Reflect.ownKeys(next)) {
			if (typeof key === 'string') texts.push(key);
			waiting.push(Reflect.get(next, key));
		}
	}
	return texts;
}
