import { createCipheriv } from 'node:crypto';

/** A small repeatable number generator (xorshift32): the same archives on every machine. */
function numbers(seed: number): (below: number) => number {
	let state = seed | 1;
	return (below) => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return (state >>> 0) % below;
	};
}

/** Lines from `line` until `length` bytes are full; the last one is cut. */
function fill(length: number, line: (index: number) => string): Buffer {
	const content = Buffer.alloc(length);
	for (let at = 0, index = 0; at < length; index++) at += content.write(line(index), at, 'latin1');
	return content;
}

const WORDS =
	'order invoice river window market signal garden number letter summer village copper ' +
	'engine paper light bridge harbour winter island season candle mirror silver thunder';

/** Rows as a database export has them: ids, times, names, amounts. Deflates to about a third. */
export function csv(length: number): Buffer {
	const next = numbers(11);
	const words = WORDS.split(' ');
	return fill(length, (index) => {
		const name = `${words[next(words.length)]}.${words[next(words.length)]}`;
		const time = new Date(1.7e12 + index * 1000 + next(1000)).toISOString();
		return `${index},${time},${name},${name}@example.com,${next(1e5) / 100},${next(2) ? 'paid' : 'open'}\n`;
	});
}

/** Running text of short words. */
export function text(length: number): Buffer {
	const next = numbers(23);
	const words = WORDS.split(' ');
	return fill(
		length,
		(index) => `${words[next(words.length)]}${index % 12 === 11 ? `, ${next(1000)}.\n` : ' '}`,
	);
}

/** One JSON record of about 1.9 KB. */
export function json(index: number): Buffer {
	const next = numbers(index * 7919 + 5);
	const words = WORDS.split(' ');
	const lines = Array.from({ length: 18 }, (_, line) => ({
		line,
		sku: `${words[next(words.length)]}-${next(1e6)}`,
		amount: next(1e6) / 100,
		taxed: next(2) === 1,
		note: `${words[next(words.length)]} ${words[next(words.length)]}`,
	}));
	return Buffer.from(JSON.stringify({ id: index, lines }));
}

/** Bytes that nothing compresses. */
export function noise(length: number, seed: number): Buffer {
	const key = Buffer.alloc(16, seed & 0xff);
	key.writeUInt32LE(seed, 0);
	return createCipheriv('aes-128-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(length));
}

/** Seven parts noise and one part CSV in turns: a file that hardly shrinks, so the archive is as large as asked. */
export function mixed(length: number): Buffer {
	const content = noise(length, 77);
	const rows = csv(length >> 3);
	const span = 32 << 10;
	for (let at = 0; at * 8 + span <= length && at < rows.length; at += span)
		rows.copy(content, at * 8, at, at + span);
	return content;
}
