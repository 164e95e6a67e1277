/** Ten thousand files with their names fit in several times over; what is larger was made to hurt. */
const MOST_VALUES = 100_000;
const MOST_CHARACTERS = 4 * 1024 * 1024;
const DEEPEST = 8;

/** Whether a value out of a handle is of a size and depth that a request has. Looks at no more than it allows. */
export function isSmall(value: object): boolean {
	let values = 0;
	let characters = 0;
	let level: object[] = [value];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth >= DEEPEST) return false;
		const below: object[] = [];
		for (const container of level) {
			for (const [key, inner] of Object.entries(container) as Array<[string, unknown]>) {
				characters += key.length + (typeof inner === 'string' ? inner.length : 0);
				if (++values > MOST_VALUES || characters > MOST_CHARACTERS) return false;
				if (typeof inner === 'object' && inner !== null) below.push(inner);
			}
		}
		level = below;
	}
	return true;
}
