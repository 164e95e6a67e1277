import { looksLikeText, readText } from '../../nodes/shared/rows';

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

describe.each([1, 2, 3, 1000])('in pieces of %d bytes', (size) => {
	test.each<[string, Buffer, string]>([
		['UTF-8', Buffer.from('ä€😀x'), 'ä€😀x'],
		['UTF-8 with a mark', Buffer.from('\ufeffä€😀x'), 'ä€😀x'],
		['UTF-16', Buffer.from('\ufeffä€😀x', 'utf16le'), 'ä€😀x'],
		['big UTF-16', Buffer.from('\ufeffä€😀x', 'utf16le').swap16(), 'ä€😀x'],
		['what is no UTF-8', Buffer.from([0x61, 0xff, 0x62]), 'a\ufffdb'],
		['a character that is cut off', Buffer.from('a😀').subarray(0, 3), 'a\ufffd'],
		['two bytes', Buffer.from('ab'), 'ab'],
		['nothing', Buffer.alloc(0), ''],
	])('reads %s', async (_what, bytes, text) => {
		expect(await readText(pieces(bytes, size), 100)).toEqual({ text, isCut: false });
	});
});

test.each<[number, number, string, boolean]>([
	[0, 3, 'abc', true],
	[3, 3, 'def', false],
	[2, 4, 'cdef', false],
	[6, 3, '', false],
	[9, 3, '', false],
])('from %d on, %d characters', async (offset, most, text, isCut) => {
	expect(await readText(Buffer.from('abcdef'), most, offset)).toEqual({ text, isCut });
});

test('a character of two halves is not cut', async () => {
	expect(await readText(Buffer.from('ab😀c'), 3)).toEqual({ text: 'ab', isCut: true });
	expect(await readText(Buffer.from('ab😀c'), 4)).toEqual({ text: 'ab😀', isCut: true });
	expect(await readText(Buffer.from('😀c'), 1)).toEqual({ text: '\ud83d', isCut: true });
});

test.each<[string, number[], boolean]>([
	['letters', [0x61, 0x62], true],
	['nothing', [], true],
	['UTF-16 with its mark', [0xff, 0xfe, 0x61, 0], true],
	['big UTF-16 with its mark', [0xfe, 0xff, 0, 0x61], true],
	['UTF-16 without', [0x61, 0, 0x62, 0], false],
	['a picture', [0x89, 0x50, 0, 0], false],
])('%s: %p is text or not', (_what, bytes, isText) => {
	expect(looksLikeText(Buffer.from(bytes))).toBe(isText);
});
