const UNITS = ['KB', 'MB', 'GB', 'TB'];

/** Bytes as people read them: three figures, and powers of 1,000. */
export function plainBytes(bytes: number): string {
	let value = bytes;
	let unit = 'bytes';
	for (const next of UNITS) {
		if (value < 1000) break;
		value /= 1000;
		unit = next;
	}
	return unit === 'bytes' ? `${value} bytes` : `${Number(value.toPrecision(3))} ${unit}`;
}
